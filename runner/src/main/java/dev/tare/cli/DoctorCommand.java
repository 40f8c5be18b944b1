package dev.tare.cli;

import dev.tare.doctor.Check;
import dev.tare.doctor.Doctor;
import dev.tare.doctor.DoctorText;
import dev.tare.doctor.Machine;
import dev.tare.target.cri.CriHandlers;
import dev.tare.target.cri.EmbeddedNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--cri",
      paramLabel = "SOCKET",
      description = "Look at the node of this CRI socket instead of Tare's own.")
  @Nullable String cri;

  @Option(
      names = "--output",
      defaultValue = "text",
      description = "What standard output gets: ${COMPLETION-CANDIDATES}.")
  Output output = Output.TEXT;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    List<Check> checks = new Doctor(machine()).checks();
    var out = spec.commandLine().getOut();
    out.println(
        output == Output.JSON
            ? JsonMapper.shared().writeValueAsString(checks)
            : DoctorText.render(checks, Terminal.width()));
    out.flush();
    return checks.stream()
            .anyMatch(
                check -> check.status() == Check.Status.MISSING && ESSENTIAL.contains(check.name()))
        ? ExitCode.NOT_READY
        : ExitCode.DONE;
  }

  private Machine machine() throws InterruptedException {
    String socket = cri;
    if (socket != null) {
      return Machine.here(cache(), List.copyOf(CriHandlers.of(socket).keySet()), Map.of());
    }
    Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
    return Machine.here(
        cache(),
        node.map(EmbeddedNode.Description::handlers).orElse(List.of()),
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
