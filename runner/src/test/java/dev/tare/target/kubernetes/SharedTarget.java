package dev.tare.target.kubernetes;

import dev.tare.plan.Placement;
import dev.tare.scenario.RuntimeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The target of a class's tests on the real cluster. Namespaces take seconds to go, and observers
 * to start: it is set up anew only for a test that wants it otherwise than the one before.
 */
final class SharedTarget implements AutoCloseable {
  private final RealCluster real;
  private @Nullable Ready ready;

  SharedTarget(RealCluster real) {
    this.real = real;
  }

  /** A target that was made ready for those of the named runtimes that the cluster has. */
  record Ready(
      KubernetesTargetConfig config,
      List<String> names,
      KubernetesTarget target,
      Placement placement) {

    RuntimeSpec runtime(String name) {
      return target.offered().stream()
          .filter(offered -> offered.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The one that stands, when it was made ready so; else a new one. */
  Ready ready(KubernetesTargetConfig config, String... names) throws InterruptedException {
    List<String> wanted = List.of(names);
    Ready standing = ready;
    if (standing != null && standing.config().equals(config) && standing.names().equals(wanted)) {
      return standing;
    }
    close();
    KubernetesTarget target = real.open(config);
    try {
      List<RuntimeSpec> runtimes =
          target.offered().stream().filter(offered -> wanted.contains(offered.name())).toList();
      Placement placement = target.placement(runtimes);
      target.prepare(placement, runtimes);
      Ready made = new Ready(config, wanted, target, placement);
      ready = made;
      return made;
    } catch (InterruptedException | RuntimeException e) {
      // What closing has to say comes second.
      try (target) {
        throw e;
      }
    }
  }

  /** Takes it away; nothing of its run may be left. */
  @Override
  public void close() {
    Ready standing = ready;
    ready = null;
    if (standing != null) {
      standing.target().close();
      real.requireNothingLeftOf(standing.config().run());
    }
  }
}
