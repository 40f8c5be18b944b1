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

  @Option(
      names = "--isolation",
      description =
          "Print also what pods of each runtime can see and reach, and what holds the processes"
              + " that serve them.")
  boolean isolation;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Reports reports = new Reports(RunReference.find(results, run)).write();
    if (isolation && output == Output.TEXT) {
      reports.printIsolation(spec.commandLine().getOut());
    }
    reports.print(output, spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
