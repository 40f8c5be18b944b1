package dev.tare.cli;

import dev.tare.target.cri.EmbeddedNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tare node}: the embedded node. */
@Command(
    name = "node",
    description = "Tare's own private node: containerd with runc, gVisor and what else can run.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class NodeCommand {

  @Command(
      name = "up",
      description = "Bring it up; what it is made of is built once and kept.",
      mixinStandardHelpOptions = true)
  int up(
      @Option(names = "--no-install", description = "Install no packages; say what is missing.")
          boolean noInstall)
      throws InterruptedException {
    return call(noInstall ? List.of("up", "--no-install") : List.of("up"));
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
      description = "Say whether it is up, and its handlers.",
      mixinStandardHelpOptions = true)
  int status(@Option(names = "--output", description = "text or json.") Output output)
      throws InterruptedException {
    return call(output == Output.JSON ? List.of("status", "--json") : List.of("status"));
  }

  private static int call(List<String> arguments) throws InterruptedException {
    return new EmbeddedNode(Home.path()).call(arguments);
  }
}
