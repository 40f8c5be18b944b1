package dev.tare.cli;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.cri.CriHandlers;
import dev.tare.target.cri.EmbeddedNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tare runtimes}. */
@Command(
    name = "runtimes",
    description = "The runtimes of a node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RuntimesCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "list",
      description = "Every handler that the node offers, and those that it cannot offer.",
      mixinStandardHelpOptions = true)
  int list(@Mixin TargetOptions options) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    String socket = options.cri;
    Map<String, String> unavailable = Map.of();
    if (socket == null) {
      Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
      if (node.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                "tare: the node is down; bring it up with 'tare node up', or name one with --cri");
        return ExitCode.NOT_READY;
      }
      socket = node.get().address();
      unavailable = new TreeMap<>(node.get().unavailable());
    }
    CriHandlers.of(socket).forEach((name, type) -> out.printf("%-20s %s%n", name, type));
    for (RuntimeSpec more : options.more()) {
      out.printf("%-20s %s %s%n", more.name(), more.handler(), more.cri().orElse(""));
    }
    unavailable.forEach((name, why) -> out.printf("%-20s not available: %s%n", name, why));
    out.flush();
    return ExitCode.DONE;
  }
}
