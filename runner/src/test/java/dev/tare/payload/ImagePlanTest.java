package dev.tare.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes in changes the key: a stale image would be measured under a fresh name. */
class ImagePlanTest {
  private static final List<String> PACKAGES = List.of("busybox-static 1.37 amd64");

  private static final List<String> NAMES = List.of("busybox-static");

  @TempDir private Path folder;
  private Path program = Path.of("");

  @BeforeEach
  void write() throws IOException {
    program = Files.writeString(folder.resolve("program"), "one");
  }

  @Test
  void theSameInputsHaveTheSameKey() throws IOException {
    assertThat(plan().key(PACKAGES)).isEqualTo(plan().key(PACKAGES)).matches("[0-9a-f]{64}");
  }

  @Test
  void theContentOfAFileCounts() throws IOException {
    String before = plan().key(PACKAGES);
    Files.writeString(program, "two");

    assertThat(plan().key(PACKAGES)).isNotEqualTo(before);
  }

  @Test
  void whetherAFileIsExecutableCounts() throws IOException {
    String before = plan().key(PACKAGES);

    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(plan().key(PACKAGES)).isNotEqualTo(before);
  }

  @Test
  void theVersionOfAPackageCounts() throws IOException {
    assertThat(plan().key(List.of("busybox-static 1.38 amd64"))).isNotEqualTo(plan().key(PACKAGES));
  }

  @Test
  void everyOtherPartCounts() throws IOException {
    ImagePlan plan = plan();
    List<ImagePlan.Layer> elsewhere =
        List.of(new ImagePlan.Layer("tare", "/opt/other", List.of(program)));
    List<ImagePlan> others =
        List.of(
            new ImagePlan("other", NAMES, plan.java(), plan.layers(), List.of("a"), List.of("b")),
            new ImagePlan(
                plan.name(),
                NAMES,
                Optional.of(new JavaRuntime("java.base,java.xml", "")),
                plan.layers(),
                List.of("a"),
                List.of("b")),
            new ImagePlan(
                plan.name(),
                NAMES,
                Optional.of(new JavaRuntime("java.base", "-Xint")),
                plan.layers(),
                List.of("a"),
                List.of("b")),
            new ImagePlan(
                plan.name(), NAMES, plan.java(), plan.layers(), 1, List.of("a"), List.of("b")),
            new ImagePlan(
                plan.name(), NAMES, plan.java(), plan.layers(), 2, List.of("a"), List.of("b")),
            new ImagePlan(
                plan.name(), NAMES, Optional.empty(), plan.layers(), List.of("a"), List.of("b")),
            new ImagePlan(plan.name(), NAMES, plan.java(), elsewhere, List.of("a"), List.of("b")),
            new ImagePlan(
                plan.name(), NAMES, plan.java(), plan.layers(), List.of(), List.of("a", "b")),
            new ImagePlan(
                plan.name(), NAMES, plan.java(), plan.layers(), List.of("a"), List.of("c")));
    List<String> keys = new ArrayList<>(List.of(plan.key(PACKAGES)));
    for (ImagePlan other : others) {
      keys.add(other.key(PACKAGES));
    }

    assertThat(keys).doesNotHaveDuplicates();
  }

  private ImagePlan plan() {
    return new ImagePlan(
        "test",
        NAMES,
        Optional.of(new JavaRuntime("java.base", "")),
        List.of(new ImagePlan.Layer("tare", "/opt/tare", List.of(program))),
        List.of("a"),
        List.of("b"));
  }
}
