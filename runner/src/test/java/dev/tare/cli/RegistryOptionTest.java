package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.payload.Registry;
import org.junit.jupiter.api.Test;

class RegistryOptionTest {
  private final TargetOptions options = new TargetOptions();

  @Test
  void aRegistryIsForAClusterOnly() {
    options.registry = "registry.example/tare";

    assertThatThrownBy(options::kubernetes)
        .isInstanceOf(UsageException.class)
        .hasMessage("--registry needs --target kubernetes: other nodes pull nothing");
  }

  @Test
  void aClustersNodesPullFromTheRegistry() {
    options.target = TargetOptions.Place.KUBERNETES;
    options.registry = "registry.example/tare";

    assertThat(options.kubernetes()).isTrue();
    assertThat(options.registry()).contains(new Registry("registry.example/tare"));
  }

  @Test
  void withoutOneTheNodesHaveTheImages() {
    assertThat(options.registry()).isEmpty();
  }
}
