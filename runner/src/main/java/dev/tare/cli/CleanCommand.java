package dev.tare.cli;

import dev.tare.observe.LocalObserver;
import dev.tare.target.Clock;
import dev.tare.target.cri.CriTarget;
import dev.tare.target.cri.CriTargetConfig;
import dev.tare.target.cri.EmbeddedNode;
import dev.tare.target.kubernetes.Cluster;
import dev.tare.target.kubernetes.ClusterRemains;
import java.io.PrintWriter;
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

/** {@code tare clean}. */
@Command(
    name = "clean",
    description =
        "Remove what killed runs left: pods on the node, or with --target kubernetes namespaces;"
            + " never those of a run that goes on.",
    mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
  @Option(names = "--run", paramLabel = "ID", description = "In a cluster: only that run's.")
  @Nullable String run;

  @Option(
      names = "--all",
      description = "In a cluster: those of other machines as well, however young.")
  boolean all;

  @Option(names = "--dry-run", description = "In a cluster: only say what would go.")
  boolean dryRun;

  @Mixin TargetOptions options = new TargetOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (options.kubernetes()) {
      cluster(out);
    } else if (run != null || all || dryRun) {
      throw new UsageException("--run, --all and --dry-run need --target kubernetes");
    } else {
      node(out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void cluster(PrintWriter out) {
    try (Cluster cluster = Cluster.open(options.cluster())) {
      ClusterRemains remains = new ClusterRemains(cluster);
      List<ClusterRemains.Remain> found = remains.find(Optional.ofNullable(run), all);
      for (ClusterRemains.Remain remain : found) {
        String name = "namespace " + remain.namespace();
        if (!remain.kept().isEmpty()) {
          out.println("kept " + name + ": " + remain.kept());
        } else if (dryRun) {
          out.println("would remove " + name);
        } else {
          remains.remove(remain);
          out.println("removed " + name);
        }
        out.flush();
      }
      if (found.isEmpty()) {
        out.println("nothing is left of any run in " + cluster.address());
      }
    }
  }

  /** Opening the node removes what dead harnesses left there. */
  private void node(PrintWriter out) throws InterruptedException {
    String socket = options.cri;
    CriTargetConfig config;
    if (socket == null) {
      Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
      if (node.isEmpty()) {
        out.println("the node is down: nothing is left on it");
        return;
      }
      config = new CriTargetConfig(node.get().address(), node.get().access(), "", "clean");
    } else {
      config =
          new CriTargetConfig(socket, CriTargetConfig.foreign(Targets.hostName()), "", "clean");
    }
    LocalObserver observer = new LocalObserver(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    try (CriTarget target = CriTarget.open(config, observer, Clock.system())) {
      target.leftovers().forEach(pod -> out.println("removed pod " + pod));
      if (target.leftovers().isEmpty()) {
        out.println("nothing is left of any dead run on " + config.address());
      }
    }
  }
}
