package dev.tare.cli;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.RuntimesFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run happens. */
final class TargetOptions {
  @Option(
      names = "--cri",
      paramLabel = "SOCKET",
      description = "A CRI socket, unix:///path; without it Tare's own node is used.")
  @Nullable String cri;

  @Option(
      names = "--runtimes-file",
      paramLabel = "FILE",
      description =
          "More runtimes, each with a handler and a socket of its own, so that an old and a new"
              + " version are two runtimes of one run.")
  @Nullable Path runtimesFile;

  @Option(
      names = "--runtimes",
      paramLabel = "NAME",
      split = ",",
      description = "Only these, in this order; without it those of the scenario.")
  List<String> runtimes = List.of();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The payload image on the node; without it the one that Tare builds.")
  @Nullable String image;

  @Option(
      names = "--no-install",
      description = "Install no packages on this machine; say what is missing.")
  boolean noInstall;

  /** What {@code --runtimes-file} adds. */
  List<RuntimeSpec> more() {
    Path file = runtimesFile;
    return file == null ? List.of() : RuntimesFile.load(file);
  }
}
