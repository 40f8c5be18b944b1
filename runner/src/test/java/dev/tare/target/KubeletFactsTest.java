package dev.tare.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Fact;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KubeletFactsTest {

  /** After KubeletConfiguration v1beta1, as /configz answers it, shortened. */
  @Test
  void readsWhatPodsDependOnAndHashesTheRest() {
    var facts =
        KubeletFacts.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"kubeletconfig":{"maxPods":250,"cpuManagerPolicy":"none",
                     "memoryManagerPolicy":"None","cgroupDriver":"cgroupfs"}}\
                    """));

    assertThat(facts)
        .contains(
            Fact.known("kubelet.max_pods", "250", true),
            Fact.known("kubelet.cpu_manager", "none", true),
            Fact.known("kubelet.memory_manager", "None", true),
            Fact.known("kubelet.cgroup_driver", "cgroupfs", true),
            Fact.unknown(
                "kubelet.topology_manager",
                "the kubelet's configuration has no topologyManagerPolicy",
                true));
    assertThat(facts.getFirst().value()).hasSize(64);
    assertThat(KubeletFacts.unknown("nobody tells"))
        .hasSameSizeAs(facts)
        .allMatch(fact -> fact.value() == null);
  }
}
