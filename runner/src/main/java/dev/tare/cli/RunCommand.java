package dev.tare.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare run}. */
@Command(
    name = "run",
    description = "Run a scenario under each of its runtimes and write the report.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", description = "A file, or a name of the catalog.")
  String scenario = "";

  @Mixin RunOptions options = new RunOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new RunFlow(options, spec).run(Scenarios.find(scenario));
  }
}
