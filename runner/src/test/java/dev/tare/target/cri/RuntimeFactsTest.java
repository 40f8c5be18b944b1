package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Fact;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RuntimeFactsTest {

  /** Recorded from containerd 1.7.24, shortened. */
  @Test
  void networksAreNamedWithTheirPlugins() {
    String cni =
        """
        {"PluginDirs":["/usr/lib/cni"],"Networks":[
          {"IFName":"lo","Config":{"Name":"cni-loopback","Plugins":[{"Network":{"type":"loopback"}}]}},
          {"IFName":"eth0","Config":{"Name":"tare","Plugins":[{"Network":{"type":"bridge"}},{"Network":{"type":"portmap"}}]}}]}
        """;

    assertThat(RuntimeFacts.plugins(JsonMapper.shared().readTree(cni)))
        .isEqualTo("cni-loopback: loopback; tare: bridge, portmap");
    assertThat(RuntimeFacts.plugins(JsonMapper.shared().createObjectNode())).isEmpty();
  }

  @Test
  void whereNobodyAsksEachIsUnknownWithTheReason() {
    assertThat(RuntimeFacts.unknown("the tier does not see it"))
        .extracting(Fact::name)
        .contains("cri.runtime", "cgroup.driver", "cni.plugins", "storage.device");
    assertThat(RuntimeFacts.unknown("the tier does not see it"))
        .allMatch(fact -> "the tier does not see it".equals(fact.unknownBecause()));
  }
}
