package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageOptionsTest {
  @Test
  void aNameThatIsNoImageIsSaidBeforeAnythingIsBuilt() {
    ImageOptions options = new ImageOptions();
    options.also = List.of("tools", "padded-3Xi");
    List<String> progress = new ArrayList<>();

    assertThatThrownBy(() -> options.built(progress::add))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"padded-3Xi\"")
        .hasMessageContaining("padded-1Mi to padded-8Gi");
    assertThat(progress).isEmpty();
  }
}
