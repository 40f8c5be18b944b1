package dev.tare.cli;

import dev.tare.scenario.Catalog;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tare demo}. */
@Command(
    name = "demo",
    description =
        "Bring up a private node, or with --target kubernetes a private cluster, weigh every"
            + " runtime that it offers, and show the report.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Mixin RunOptions options = new RunOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (options.target.kubernetes() && !options.target.namesCluster()) {
      new Targets(options.target, Terminal.progress(spec.commandLine().getErr())::note)
          .provideCluster();
    }
    return new RunFlow(options, spec).run(Catalog.load("demo"));
  }
}
