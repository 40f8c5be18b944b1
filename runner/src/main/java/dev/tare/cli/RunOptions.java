package dev.tare.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a scenario is run. */
final class RunOptions {
  @Mixin TargetOptions target = new TargetOptions();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Instead of the scenario's own number; below 6 there are no intervals.")
  @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the order of runtimes, instead of the scenario's own.")
  @Nullable Long seed;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where run folders are kept (default: ${DEFAULT-VALUE}).")
  Path results = Path.of("results");

  @Option(
      names = "--output",
      defaultValue = "text",
      description = "What standard output gets: ${COMPLETION-CANDIDATES}.")
  Output output = Output.TEXT;
}
