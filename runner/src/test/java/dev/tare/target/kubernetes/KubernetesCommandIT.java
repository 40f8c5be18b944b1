package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Placement;
import dev.tare.plan.Planner;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.CommandContract;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.PodImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Other people's programs on the embedded cluster. */
class KubernetesCommandIT extends CommandContract {
  private static final String RUN = "20261124t000000z-command-c0d1";

  private static RealCluster real;
  private static SharedTarget shared;
  private static SharedTarget.Ready ready;

  /** For all tests, on the node that both runtimes share: a namespace takes seconds to go. */
  @BeforeAll
  static void bringUp() throws Exception {
    real = RealCluster.require();
    shared = new SharedTarget(real);
    ready =
        shared.ready(
            new KubernetesTargetConfig(
                RUN,
                new PodImages(real.image(), Map.of("tools", real.tools())),
                "",
                Tier.NONE,
                Optional.empty(),
                List.of(),
                3),
            "runc",
            "gvisor");
  }

  @AfterAll
  static void takeDown() {
    if (shared != null) {
      shared.close();
    }
  }

  @Override
  protected Target target() {
    return ready.target();
  }

  @Override
  protected Placement prepared(List<RuntimeSpec> runtimes) {
    return ready.placement();
  }

  @Override
  protected boolean podsAreLeft() {
    return real.podsAreLeft(RUN);
  }

  @Test
  void anImageThatCannotBePulledIsNamedWithItsNode() {
    var plan =
        Planner.plan(
            ScenarioLoader.parse(
                "pull.yaml",
                """
                scenario: pull
                question: Is it there?
                workloads: {one: {command: {image: "127.0.0.1:9/no/such:1", parser: fio}}}
                """),
            List.of(ready.runtime("runc")),
            ready.placement());

    assertThatThrownBy(() -> target().provide(plan))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("does not start the image 127.0.0.1:9/no/such:1: the node cannot")
        .hasMessageContaining("ErrImagePull");
  }
}
