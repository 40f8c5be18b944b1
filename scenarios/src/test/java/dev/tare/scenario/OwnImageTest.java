package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnImageTest {
  @Test
  void equalSizesAreOneImage() {
    assertThat(OwnImage.of("padded-1024Mi")).isEqualTo(OwnImage.of("padded-1Gi"));
    assertThat(OwnImage.of("padded-1024Mi")).map(OwnImage::name).hasValue("padded-1Gi");
    assertThat(OwnImage.of("padded-1025Mi")).map(OwnImage::name).hasValue("padded-1025Mi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"padded-0Mi", "padded-1G", "padded-8193Mi", "padded-9Gi", "nginx"})
  void whatIsNoSizeIsNoneOfOurs(String name) {
    assertThat(OwnImage.of(name)).isEmpty();
  }
}
