package dev.tare.cli;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.cri.CriHandlers;
import dev.tare.target.cri.EmbeddedNode;
import dev.tare.target.kubernetes.ClassFile;
import dev.tare.target.kubernetes.ClassList;
import dev.tare.target.kubernetes.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare runtimes}. */
@Command(
    name = "runtimes",
    description = "The runtimes of a node, or the RuntimeClasses of a cluster.",
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
    if (options.kubernetes()) {
      return classes(options, out);
    }
    String socket = options.cri;
    Map<String, String> unavailable = Map.of();
    Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
    if (socket == null) {
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
    Map<String, String> variants = Targets.variants(Optional.of(socket), node);
    CriHandlers.of(socket)
        .forEach(
            (name, type) -> out.printf("%-24s %s%s%n", name, type, onlyNamed(variants.get(name))));
    for (RuntimeSpec more : options.more()) {
      out.printf("%-24s %s %s%n", more.name(), more.handler(), more.cri().orElse(""));
    }
    unavailable.forEach((name, why) -> out.printf("%-24s not available: %s%n", name, why));
    out.flush();
    return ExitCode.DONE;
  }

  private static String onlyNamed(@Nullable String variant) {
    return variant == null ? "" : ", where it is named: " + variant;
  }

  private static int classes(TargetOptions options, PrintWriter out) {
    try (Cluster cluster = Cluster.open(options.cluster())) {
      for (ClassList.Entry entry : ClassList.of(cluster)) {
        out.printf(
            "%-24s handler %-24s overhead %-24s %s%d %s%s%n",
            entry.name(),
            entry.handler(),
            words(entry.overhead()),
            entry.selector().isEmpty() ? "" : words(entry.selector()) + ": ",
            entry.nodes(),
            entry.nodes() == 1 ? "node" : "nodes",
            entry.variant() ? ", where it is named" : "");
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String words(Map<String, String> map) {
    return map.isEmpty()
        ? "none"
        : new TreeMap<>(map)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
  }

  @Command(
      name = "apply",
      description =
          "Create the RuntimeClasses of a YAML file that the cluster lacks; those that are there"
              + " are never changed.",
      mixinStandardHelpOptions = true)
  int apply(
      @Parameters(paramLabel = "FILE", description = "Documents of kind RuntimeClass.") Path file,
      @Option(names = "--dry-run", description = "Let the server check them; create nothing.")
          boolean dryRun,
      @Mixin TargetOptions options)
      throws IOException {
    if (!options.kubernetes()) {
      throw new UsageException("'tare runtimes apply' needs --target kubernetes");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Cluster cluster = Cluster.open(options.cluster())) {
      for (ClassFile.Outcome outcome : new ClassFile(cluster, file).apply(dryRun)) {
        out.println(outcome.name() + ": " + told(outcome, dryRun));
        out.flush();
      }
    }
    return ExitCode.DONE;
  }

  private static String told(ClassFile.Outcome outcome, boolean dryRun) {
    if (outcome.created()) {
      return dryRun ? "would be created; the server accepts it" : "created";
    }
    return outcome.difference().isEmpty()
        ? "is there already"
        : "is there, and left as it is: " + outcome.difference();
  }
}
