package dev.tare.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.doctor.Check.Status;
import dev.tare.target.kubernetes.ClassList;
import dev.tare.target.kubernetes.ClusterSight;
import dev.tare.target.kubernetes.ClusterSight.NodeState;
import dev.tare.target.kubernetes.PodDryRun;
import dev.tare.target.kubernetes.observer.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterChecksTest {
  private static final String KATA = "katacontainers.io/kata-runtime";
  private static final String VMX = "feature.node.kubernetes.io/cpu-cpuid.VMX";
  private static final String HYPERVISOR = "feature.node.kubernetes.io/cpu-cpuid.HYPERVISOR";

  @Test
  void aGoodKataNodeHasNothingToRemedy() {
    assertThat(kata("kata-qemu", node("n", Map.of(KATA, "true", VMX, "true"), "kata-qemu")))
        .extracting(Check::name, Check::status)
        .containsExactly(
            tuple("c label", Status.OK),
            tuple("c handler", Status.OK),
            tuple("c hypervisor", Status.OK),
            tuple("c kvm", Status.OK));
  }

  @Test
  void classesOfOtherRuntimesAreNotAskedAboutKata() {
    assertThat(kata("runsc", node("n", Map.of()))).isEmpty();
  }

  @Test
  void aHandlerThatNoNodeKnowsIsMissingAndOneThatSomeLackIsWarnedOf() {
    NodeState with = node("a", Map.of(), "runc", "kata-qemu");
    NodeState without = node("b", Map.of(), "runc");

    assertThat(find("c handler", kata("kata-qemu", without)).status()).isEqualTo(Status.MISSING);
    assertThat(find("c handler", kata("kata-qemu", with, without)))
        .satisfies(
            check -> {
              assertThat(check.status()).isEqualTo(Status.WARN);
              assertThat(check.finding()).isEqualTo("b does not know the handler kata-qemu");
            });
  }

  @Test
  void aKubeletThatTellsNoHandlersIsSaidToTellNone() {
    assertThat(find("c handler", kata("kata-qemu", node("n", Map.of()))).finding())
        .isEqualTo("not told by n: whether kata-qemu is known there");
  }

  @Test
  void aNodeWithoutTheLabelIsNamedWithTheCommand() {
    Check label = find("c label", kata("kata-qemu", node("n", Map.of())));
    assertThat(label.finding()).startsWith("n is not labelled " + KATA + "=true");
    assertThat(label.remedy()).contains("kubectl label node n " + KATA + "=true");
  }

  @Test
  void firecrackerNeedsBlockDevicesThatCannotBeSeenFromHere() {
    assertThat(find("c images", kata("kata-fc", node("n", Map.of()))).remedy())
        .contains("devmapper, blockfile or erofs");
    assertThat(kata("kata-clh-runtime-rs", node("n", Map.of())))
        .extracting(Check::name)
        .doesNotContain("c images");
  }

  @Test
  void virtualisationIsSaidToBeUnseenUnlessALabelShowsIt() {
    assertThat(find("c kvm", kata("kata-qemu", node("n", Map.of()))).finding())
        .contains("not seen from the API server");
    assertThat(
            find(
                "c kvm",
                kata(
                    "kata-qemu",
                    node("n", Map.of("feature.node.kubernetes.io/cpu-cpuid.AVX", "true")))))
        .satisfies(check -> assertThat(check.finding()).contains("neither VMX nor SVM on n"));
    assertThat(
            find("c kvm", kata("kata-qemu", node("n", Map.of(VMX, "true", HYPERVISOR, "true"))))
                .finding())
        .isEqualTo("n is a virtual machine itself: its guests would be nested");
  }

  @Test
  void theHypervisorIsToldByTheHandlersName() {
    NodeState node = node("n", Map.of());
    assertThat(find("c hypervisor", kata("kata-clh", node)).finding())
        .isEqualTo("Cloud Hypervisor, by the handler's name");
    assertThat(find("c hypervisor", kata("kata-remote", node)).finding())
        .contains("guests run on other machines");
    assertThat(find("c hypervisor", kata("kata", node)).status()).isEqualTo(Status.WARN);
    assertThat(kata("kata-remote", node)).extracting(Check::name).doesNotContain("c kvm");
  }

  @Test
  void confidentialGuestsNeedTheirProcessorsLabel() {
    assertThat(find("c snp", kata("kata-qemu-snp", node("n", Map.of()))).finding())
        .isEqualTo("n is not labelled amd.feature.node.kubernetes.io/snp=true");
  }

  @Test
  void whatTheServerSaysToAPodIsALineOfItsOwn() {
    ClusterSight sight =
        new ClusterSight(
            Tier.NONE,
            List.of(),
            "",
            List.of(),
            List.of(),
            List.of(
                new PodDryRun("runc", "default", "", false),
                new PodDryRun("gvisor", "default", "exceeded quota: none", true),
                new PodDryRun("kata", "default", "denied the request", false)));

    List<Check> checks = ClusterChecks.of("https://there", sight);

    assertThat(find("pod runc", checks).finding())
        .isEqualTo(
            "the server would take a run's pod; tried in the namespace default, nothing was made");
    assertThat(find("pod gvisor", checks).status()).isEqualTo(Status.WARN);
    assertThat(find("pod gvisor", checks).finding()).endsWith("exceeded quota: none");
    assertThat(find("pod kata", checks).status()).isEqualTo(Status.MISSING);
  }

  private static List<Check> kata(String handler, NodeState... nodes) {
    return KataClassChecks.of(
        new ClassList.Entry("c", handler, Map.of(), Map.of(), nodes.length, false), List.of(nodes));
  }

  private static NodeState node(String name, Map<String, String> labels, String... handlers) {
    return new NodeState(
        name,
        true,
        false,
        "kubelet v1.34.4",
        labels,
        handlers.length == 0 ? Optional.empty() : Optional.of(List.of(handlers)));
  }

  private static Check find(String name, List<Check> checks) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
