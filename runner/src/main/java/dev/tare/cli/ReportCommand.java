package dev.tare.cli;

import dev.tare.result.RunReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare report}. */
@Command(
    name = "report",
    description = "Write the report of a stored run again, and print its table.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      defaultValue = RunReference.LATEST,
      description = "A folder, an id, the beginning of one, or latest (the default).")
  String run = RunReference.LATEST;

  @Option(names = "--results", paramLabel = "DIR", defaultValue = "results")
  Path results = Path.of("results");

  @Option(
      names = "--output",
      defaultValue = "text",
      description = "What standard output gets: ${COMPLETION-CANDIDATES}.")
  Output output = Output.TEXT;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    new Reports(RunReference.find(results, run)).write().print(output, spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
