package dev.tare.cli;

import dev.tare.scenario.yaml.NearestName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for a mistyped command line, with the nearest word that would have been right. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    if (error instanceof UnmatchedArgumentException unmatched) {
      err.println("tare: " + unmatched(command, unmatched.getUnmatched().getFirst()));
    } else if (isGroup(command)) {
      command.usage(err);
      return ExitCode.USAGE;
    } else {
      err.println("tare: " + error.getMessage());
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return ExitCode.USAGE;
  }

  /** A group that was called without one of its verbs is answered with the list of them. */
  private static boolean isGroup(CommandLine command) {
    return !command.getSubcommands().isEmpty();
  }

  private static String unmatched(CommandLine command, String word) {
    List<String> words = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().forEach(option -> words.addAll(List.of(option.names())));
    String what = isGroup(command) && !word.startsWith("-") ? "command" : "argument";
    return "unknown %s '%s'%s"
        .formatted(
            what,
            word,
            NearestName.of(word, words).map(near -> "; did you mean '" + near + "'?").orElse(""));
  }
}
