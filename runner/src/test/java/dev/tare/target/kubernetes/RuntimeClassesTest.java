package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.scenario.RuntimeSpec;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeClassesTest {
  private static RuntimeClass named(String name, Map<String, String> labels) {
    return new RuntimeClassBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withHandler(name)
        .build();
  }

  @Test
  void aClassWithTheLabelIsAVariantAndIsOfferedAllTheSame() {
    RuntimeClasses classes =
        new RuntimeClasses(
            List.of(
                named("gvisor", Map.of("team", "a")),
                named("gvisor-hostnet", Map.of("tare.dev/variant", "true")),
                named("runc", Map.of("tare.dev/variant", "false"))));

    assertThat(classes.variants()).containsExactly("gvisor-hostnet");
    assertThat(classes.offered())
        .extracting(RuntimeSpec::name)
        .containsExactly("gvisor", "gvisor-hostnet", "runc");
  }
}
