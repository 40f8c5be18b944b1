package dev.tare.cli;

import dev.tare.target.kubernetes.EmbeddedCluster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tare cluster}: the embedded cluster. */
@Command(
    name = "cluster",
    description = "Tare's own private Kubernetes: nodes like the embedded one, with kubelets.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ClusterCommand {

  @Command(
      name = "up",
      description = "Bring it up; what it is made of is built once and kept.",
      mixinStandardHelpOptions = true)
  int up(
      @Option(names = "--nodes", paramLabel = "N", description = "How many nodes, 1 to 4; else 2.")
          @Nullable Integer nodes,
      @Option(names = "--no-install", description = "Install no packages; say what is missing.")
          boolean noInstall)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("up"));
    if (nodes != null) {
      arguments.addAll(List.of("--nodes", nodes.toString()));
    }
    if (noInstall) {
      arguments.add("--no-install");
    }
    return call(arguments);
  }

  @Command(
      name = "down",
      description = "Take it down with all that it left.",
      mixinStandardHelpOptions = true)
  int down() throws InterruptedException {
    return call(List.of("down"));
  }

  @Command(
      name = "status",
      description = "Say whether it is up, its nodes and RuntimeClasses.",
      mixinStandardHelpOptions = true)
  int status(@Option(names = "--output", description = "text or json.") Output output)
      throws InterruptedException {
    return call(output == Output.JSON ? List.of("status", "--json") : List.of("status"));
  }

  private static int call(List<String> arguments) throws InterruptedException {
    return new EmbeddedCluster(Home.path()).call(arguments);
  }
}
