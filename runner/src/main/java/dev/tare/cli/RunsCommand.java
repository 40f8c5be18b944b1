package dev.tare.cli;

import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.RunId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tare runs}. */
@Command(
    name = "runs",
    description = "The stored runs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RunsCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "list",
      description = "Every run folder, the oldest first.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--results", paramLabel = "DIR", defaultValue = "results") Path results)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(results)) {
      out.println("no runs: there is no folder " + results);
      return ExitCode.DONE;
    }
    List<Path> folders = folders(results);
    if (folders.isEmpty()) {
      out.println("no runs in " + results);
    }
    for (Path folder : folders) {
      RunFolder stored = RunFolder.open(folder);
      Run run = stored.run();
      out.printf(
          "%-48s %-11s %3d of %3d trials  %s%n",
          run.id(),
          run.status().name().toLowerCase(Locale.ROOT),
          stored.trials().size(),
          run.plannedTrials(),
          String.join(", ", run.runtimes()));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static List<Path> folders(Path results) throws IOException {
    try (Stream<Path> children = Files.list(results)) {
      return children
          .filter(child -> RunId.matches(child.getFileName().toString()))
          .sorted()
          .toList();
    }
  }
}
