package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Seccomp;
import dev.tare.target.pods.PodRequest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KubePodManifestTest {
  private static Pod pod(Seccomp seccomp, Map<String, Object> overlay) {
    return KubePodManifest.of(
        new PodRequest(
            "tare-1",
            "run-1",
            RuntimeSpec.named("gvisor"),
            new dev.tare.scenario.Pod(1, 128L << 20, 250, seccomp, overlay),
            "image:1",
            List.of("/bin/true"),
            Duration.ofSeconds(60)),
        "node-1",
        List.of());
  }

  @Test
  void asksForNoPrivilegeAndNoVolume() {
    Pod pod = pod(Seccomp.RUNTIME_DEFAULT, Map.of());
    Container container = pod.getSpec().getContainers().getFirst();

    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getVolumes()).isEmpty();
  }

  private static Pod program(Seccomp seccomp) {
    return KubePodManifest.of(
        new PodRequest(
            "tare-1",
            "run-1",
            RuntimeSpec.named("gvisor"),
            new dev.tare.scenario.Pod(1, 128L << 20, 250, seccomp, Map.of()),
            "nginx:1",
            List.of(),
            Duration.ofSeconds(60),
            true,
            OptionalInt.of(80)),
        "node-1",
        List.of());
  }

  @Test
  void anotherProgramRunsAsItsImageSaysAndStartsWhatItsImageStarts() {
    Pod pod = program(Seccomp.UNCONFINED);
    Container container = pod.getSpec().getContainers().getFirst();

    assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isNull();
    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isNull();
    assertThat(container.getSecurityContext().getCapabilities()).isNull();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCommand()).isEmpty();
    assertThat(container.getStartupProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(80);
    assertThat(container.getReadinessProbe()).isNull();
  }

  @Test
  void anotherProgramIsNotRootWhereTheScenarioAsksForTheRestrictedLevel() {
    Pod pod = program(Seccomp.RUNTIME_DEFAULT);

    assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isNull();
    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(
            pod.getSpec()
                .getContainers()
                .getFirst()
                .getSecurityContext()
                .getCapabilities()
                .getDrop())
        .containsExactly("ALL");
  }

  @Test
  void namesNoSeccompProfileUnlessAsked() {
    assertThat(pod(Seccomp.UNCONFINED, Map.of()).getSpec().getSecurityContext().getSeccompProfile())
        .isNull();
  }

  @Test
  void carriesTheTermsOfTheScenario() {
    Container container = pod(Seccomp.UNCONFINED, Map.of()).getSpec().getContainers().getFirst();

    assertThat(container.getResources().getLimits())
        .containsEntry("cpu", new Quantity("1"))
        .containsEntry("memory", new Quantity("134217728"));
    assertThat(container.getResources().getRequests())
        .containsEntry("cpu", new Quantity("250m"))
        .containsEntry("memory", new Quantity("134217728"));
  }

  @Test
  void laysTheOverlayOverIt() {
    Pod pod =
        pod(
            Seccomp.UNCONFINED,
            Map.of(
                "metadata",
                Map.of("labels", Map.of("team", "platform")),
                "spec",
                Map.of("imagePullSecrets", List.of(Map.of("name", "key")))));

    assertThat(pod.getMetadata().getLabels())
        .containsEntry("team", "platform")
        .containsEntry("tare.dev/run", "run-1");
    assertThat(pod.getSpec().getImagePullSecrets().getFirst().getName()).isEqualTo("key");
    assertThat(pod.getSpec().getRuntimeClassName()).isEqualTo("gvisor");
    assertThat(pod.getSpec().getContainers()).hasSize(1);
  }
}
