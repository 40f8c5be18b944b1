package dev.tare.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tare completion}: for bash and zsh. */
@Command(
    name = "completion",
    description = "Print a completion script: source <(tare completion).",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    CommandLine tare = new CommandLine(Main.class);
    System.out.print(AutoComplete.bash("tare", tare));
    return ExitCode.DONE;
  }
}
