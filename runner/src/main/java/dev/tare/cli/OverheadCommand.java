package dev.tare.cli;

import dev.tare.compare.OverheadAdvice;
import dev.tare.compare.OverheadAdvices;
import dev.tare.report.OverheadJson;
import dev.tare.report.OverheadText;
import dev.tare.report.PodFixedPatch;
import dev.tare.result.RunFolder;
import dev.tare.result.RunReference;
import dev.tare.scenario.Catalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tare overhead}. */
@Command(
    name = "overhead",
    description =
        "Measure each sandbox's memory beyond its workload at two limits, and advise what to"
            + " declare as overhead.podFixed.",
    mixinStandardHelpOptions = true)
final class OverheadCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "Advise from a stored run of memory-working instead of measuring: a folder, an id, the"
              + " beginning of one, or latest.")
  @Nullable String run;

  @Mixin RunOptions options = new RunOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String stored = run;
    if (stored == null) {
      return new RunFlow(options, spec).run(Catalog.load("memory-working"), this::written);
    }
    tell(RunFolder.open(RunReference.find(options.results, stored)));
    return ExitCode.DONE;
  }

  private void written(RunFolder folder) throws IOException {
    new Reports(folder.path()).write();
    tell(folder);
  }

  /** Prints the advice, and puts a patch for each class beside the run. */
  private void tell(RunFolder folder) throws IOException {
    List<OverheadAdvice> advices = OverheadAdvices.of(folder);
    if (advices.isEmpty()) {
      throw new UsageException(
          folder.path()
              + " put no loads on its pods: 'tare overhead' without --run measures, and so does"
              + " 'tare run memory-working'");
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (options.output) {
      case JSON -> out.print(OverheadJson.write(folder.run().id(), advices));
      case TEXT -> {
        out.print(OverheadText.render(advices, Terminal.width()));
        patches(folder.path().resolve("overhead"), advices, out);
        Path html = folder.path().resolve("report.html");
        if (Files.exists(html)) {
          out.println("report: " + html.toAbsolutePath());
        }
      }
    }
    out.flush();
  }

  private static void patches(Path into, List<OverheadAdvice> advices, PrintWriter out)
      throws IOException {
    for (OverheadAdvice advice : advices) {
      Optional<PodFixedPatch> patch = PodFixedPatch.of(advice);
      if (patch.isPresent()) {
        Path file = into.resolve(patch.get().runtimeClass() + ".yaml");
        Files.createDirectories(into);
        Files.writeString(file, patch.get().yaml());
        out.printf("%n%s%n", patch.get().command(file.toString()));
        out.print(patch.get().yaml());
      }
    }
  }
}
