package dev.tare.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** {@code trials.jsonl} and the outputs beside it. */
final class TrialLog {

  private static final String OUTPUT = "output";

  private final Path folder;
  private final Path file;

  TrialLog(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.file = this.folder.resolve(RunFolder.TRIALS);
  }

  /** The outputs first, so that a line never names an output that is not there. */
  void append(TrialRecord trial) throws IOException {
    for (Map.Entry<String, String> output : trial.result().output().entrySet()) {
      Path target = output(trial.id(), output.getKey());
      Files.createDirectories(folder.resolve(OUTPUT).resolve(trial.id()));
      DurableFile.replace(target, output.getValue());
    }
    String line = TrialJson.write(trial) + "\n";
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(endOfLastLine(channel));
      channel.position(channel.size());
      DurableFile.write(channel, line);
    }
  }

  /** Every whole line; a last line that a crash tore is told in {@code problems} and left out. */
  List<TrialRecord> read(List<String> problems) throws IOException {
    if (!Files.exists(file)) {
      problems.add("%s is missing: the run has no trials".formatted(file));
      return List.of();
    }
    // Not readAllLines: a torn line may end within a character, which a strict decoder refuses.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<TrialRecord> trials = new ArrayList<>();
    int number = 0;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      boolean last = end + 1 >= text.length();
      number++;
      if (newline < 0) {
        problems.add(torn(number));
      } else {
        parse(text.substring(start, end), number, last, trials, problems);
      }
      start = end + 1;
    }
    return trials;
  }

  private void parse(
      String line, int number, boolean last, List<TrialRecord> trials, List<String> problems)
      throws RunFolderException {
    try {
      TrialRecord trial = TrialJson.read(line);
      trials.add(withOutput(trial, problems));
    } catch (JacksonException e) {
      if (!last) {
        throw new RunFolderException(
            "%s, line %d is damaged: %s".formatted(file, number, e.getOriginalMessage()), e);
      }
      problems.add(torn(number));
    }
  }

  private String torn(int number) {
    return "%s, line %d was not finished and is left out: that trial did not count"
        .formatted(file, number);
  }

  /** The same trial with the texts that its line only names. */
  private TrialRecord withOutput(TrialRecord trial, List<String> problems) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : trial.result().output().keySet()) {
      try {
        texts.put(name, Files.readString(output(trial.id(), name)));
      } catch (IOException e) {
        problems.add(
            "%s of trial %s cannot be read: %s".formatted(name, trial.id(), e.getMessage()));
      }
    }
    return TrialJson.withOutput(trial, texts);
  }

  private Path output(String trial, String name) {
    Path parent = folder.resolve(OUTPUT).resolve(trial).normalize();
    Path target = parent.resolve(name).normalize();
    if (!parent.equals(target.getParent()) || !parent.startsWith(folder.resolve(OUTPUT))) {
      throw new IllegalArgumentException(
          "output %s of trial %s is no plain file name".formatted(name, trial));
    }
    return target;
  }

  /** Where the next line begins: behind the last newline, whatever a crash left after it. */
  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long at = channel.size() - 1; at >= 0; at--) {
      channel.read(one.clear(), at);
      if (one.get(0) == '\n') {
        return at + 1;
      }
    }
    return 0;
  }
}
