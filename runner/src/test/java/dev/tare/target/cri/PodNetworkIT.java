package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Trials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When the network of pods is made, as the plugins of the embedded node's own chain stamp it. */
class PodNetworkIT {
  private static final String RUN = "20261126t000000z-network-ca1e";
  private static final String SLOW = "tare-test-slow";
  private static final long DELAY_NANOS = 30_000_000;

  /** It does nothing for 30 ms, and hands on what it was given as the last of the chain does. */
  private static final String SLOW_PLUGIN =
      """
      #!/bin/busybox sh
      [ "$CNI_COMMAND" = ADD ] || exit 0
      sleep 0.03
      IFS= read -r conf
      result=${conf#*'"prevResult":'}
      echo "${result%%,'"type":"%s"'*}"
      """
          .formatted(SLOW);

  private static RealNode node;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    node = RealNode.require();
  }

  private static Trial trial(String runtime, int pods) {
    return Trials.first(
        Trials.scenario("startup: {arrival: {serial: %d}, ready: home-call}".formatted(pods)),
        RuntimeSpec.named(runtime),
        Placement.on("tare-node"));
  }

  private static TrialResult run(Trial trial) throws InterruptedException {
    try (CriTarget target = node.open(RUN)) {
      return target.run(trial);
    }
  }

  private static void requireOrder(PodOutcome pod) {
    List<Mark> marks =
        Stream.of(Phase.REQUESTED, Phase.NETWORK_BEGUN, Phase.NETWORK_READY, Phase.SANDBOX_CREATED)
            .map(phase -> pod.mark(phase).orElseThrow())
            .toList();
    for (int i = 1; i < marks.size(); i++) {
      Mark before = marks.get(i - 1);
      Mark after = marks.get(i);
      assertThat(after.nanos() - before.nanos())
          .as("%s to %s of %s", before.phase(), after.phase(), pod.pod())
          .isGreaterThanOrEqualTo(-before.errorNanos() - after.errorNanos());
    }
  }

  private static List<Double> values(Trial trial, TrialResult result) {
    return Trials.values(trial, result, "startup.network");
  }

  @Test
  void theNetworkIsMadeBetweenTheRequestAndTheSandbox() throws Exception {
    for (String runtime : List.of("runc", "gvisor")) {
      if (!node.offers(runtime)) {
        continue;
      }
      Trial trial = trial(runtime, 2);
      TrialResult result = run(trial);

      assertThat(result.problems()).isEmpty();
      assertThat(result.readings()).noneMatch(Reading.Blind.class::isInstance);
      assertThat(result.pods()).hasSize(2).allSatisfy(PodNetworkIT::requireOrder);
      assertThat(values(trial, result))
          .hasSize(2)
          .allSatisfy(nanos -> assertThat(nanos).isPositive());
    }
    try (Stream<Path> stamps = Files.list(node.folder().resolve("network"))) {
      assertThat(stamps).as("no stamps stay behind").isEmpty();
    }
  }

  @Test
  void aPluginThatTakesItsTimeIsSeenAsThatTime() throws Exception {
    Trial trial = trial("runc", 3);
    Path chain = node.folder().resolve("cni/10-tare.conflist");
    String usual = Files.readString(chain);
    Path program = node.root().resolve("run/tare/bin/cni/" + SLOW);
    try {
      Files.writeString(program, SLOW_PLUGIN);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      String last = "{\"type\":\"tare-network-ready\"";
      chain(chain, usual.replace(last, "{\"type\":\"" + SLOW + "\"},\n" + last));
      await().atMost(Duration.ofSeconds(20)).until(() -> node.cniPlugins().contains(SLOW));

      TrialResult result = run(trial);

      assertThat(result.problems()).isEmpty();
      assertThat(result.pods()).allSatisfy(PodNetworkIT::requireOrder);
      assertThat(values(trial, result))
          .hasSize(3)
          .allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(DELAY_NANOS));
    } finally {
      chain(chain, usual);
      await().atMost(Duration.ofSeconds(20)).until(() -> !node.cniPlugins().contains(SLOW));
      Files.deleteIfExists(program);
    }
    assertThat(values(trial, run(trial))).hasSize(3);
  }

  @Test
  void withoutStampsThereIsNoNetworkAndAReason() throws Exception {
    Path chain = node.folder().resolve("cni/10-tare.conflist");
    String usual = Files.readString(chain);
    String bridge =
        usual.lines().filter(line -> line.contains("\"bridge\"")).findFirst().orElseThrow();
    try {
      chain(
          chain,
          """
          {"cniVersion":"1.0.0","name":"tare","plugins":[
          %s
          ]}
          """
              .formatted(bridge.replaceAll(",$", "")));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> node.cniPlugins().equals(List.of("bridge")));
      Trial trial = trial("runc", 1);
      TrialResult result = run(trial);

      assertThat(result.pods()).singleElement().isInstanceOf(PodOutcome.Completed.class);
      assertThat(values(trial, result)).isEmpty();
      assertThat(result.readings())
          .contains(
              new Reading.Blind(
                  "network set-up", "none of its CNI plugins (bridge) stamps when it is called"));
    } finally {
      chain(chain, usual);
      await().atMost(Duration.ofSeconds(20)).until(() -> node.cniPlugins().size() == 3);
    }
  }

  /**
   * In its place: containerd reads the folder anew when a file is written, not when one appears.
   */
  private static void chain(Path chain, String text) throws IOException {
    Files.writeString(chain, text);
  }
}
