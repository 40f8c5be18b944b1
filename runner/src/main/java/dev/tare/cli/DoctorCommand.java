package dev.tare.cli;

import dev.tare.doctor.Check;
import dev.tare.doctor.ClusterChecks;
import dev.tare.doctor.Doctor;
import dev.tare.doctor.DoctorText;
import dev.tare.doctor.Machine;
import dev.tare.target.cri.CriHandlers;
import dev.tare.target.cri.EmbeddedNode;
import dev.tare.target.kubernetes.Cluster;
import dev.tare.target.kubernetes.ClusterSight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code tare doctor}. */
@Command(
    name = "doctor",
    description = "Say what this machine and its node can run, and what to do about the rest.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  /** Without these no runtime can be weighed at all; without others some cannot. */
  private static final Set<String> ESSENTIAL =
      Set.of("root", "jdk", "CAP_SYS_ADMIN", "CAP_NET_ADMIN", "cgroup-write", "disk");

  /**
   * Stands for the payload image where none is named: a server that is only asked pulls nothing.
   */
  private static final String IMAGE = "localhost/tare/payload";

  @Mixin TargetOptions target = new TargetOptions();

  @Option(
      names = "--output",
      defaultValue = "text",
      description = "What standard output gets: ${COMPLETION-CANDIDATES}.")
  Output output = Output.TEXT;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    boolean cluster = target.kubernetes();
    List<Check> checks = cluster ? clusterChecks() : new Doctor(machine()).checks();
    var out = spec.commandLine().getOut();
    out.println(
        output == Output.JSON
            ? JsonMapper.shared().writeValueAsString(checks)
            : DoctorText.render(checks, Terminal.width()));
    out.flush();
    return checks.stream()
            .anyMatch(
                check ->
                    check.status() == Check.Status.MISSING
                        && (cluster || ESSENTIAL.contains(check.name())))
        ? ExitCode.NOT_READY
        : ExitCode.DONE;
  }

  private List<Check> clusterChecks() {
    try (Cluster cluster = Cluster.open(target.cluster())) {
      return ClusterChecks.of(
          cluster.address() + ", " + cluster.version(),
          ClusterSight.of(cluster, target.tier(), target.image == null ? IMAGE : target.image));
    }
  }

  private Machine machine() throws InterruptedException {
    String socket = target.cri;
    Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
    if (socket != null) {
      return Machine.here(
          cache(),
          List.copyOf(CriHandlers.of(socket).keySet()),
          Targets.variants(Optional.of(socket), node),
          Map.of());
    }
    return Machine.here(
        cache(),
        node.map(EmbeddedNode.Description::handlers).orElse(List.of()),
        node.map(it -> it.access().variants()).orElse(Map.of()),
        node.map(EmbeddedNode.Description::unavailable).orElse(Map.of()));
  }

  private static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return (cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache))
        .resolve("tare");
  }
}
