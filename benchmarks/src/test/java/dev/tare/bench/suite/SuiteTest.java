package dev.tare.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import dev.tare.bench.UsageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuiteTest {
  @Test
  void aRunPrintsEveryIterationAndBracketsIt() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Suite.run(
        new Arguments(Map.of("profile", "quick", "benchmarks", "cpu")), new ResultStream(out));

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.subList(0, 9).stream().map(line -> line.replaceAll(" \\d+$", "")))
        .containsExactly(
            "@tare event benchmarks-start quick",
            "@tare event iteration-start cpu.work w1",
            "@tare event iteration-end cpu.work w1",
            "@tare event iteration-start cpu.work m1",
            "@tare event iteration-end cpu.work m1",
            "@tare event iteration-start cpu.work m2",
            "@tare event iteration-end cpu.work m2",
            "@tare event iteration-start cpu.work m3",
            "@tare event iteration-end cpu.work m3");
    JsonNode document = document(lines.get(9));
    assertThat(document.path("kind").asString()).isEqualTo("jmh");
    assertThat(document.path("timer").path("granularity_ns").asLong()).isPositive();
    JsonNode benchmark = document.path("benchmarks").get(0);
    assertThat(benchmark.path("id").asString()).isEqualTo("cpu.work");
    assertThat(benchmark.path("unit").asString()).isEqualTo("ns/op");
    assertThat(benchmark.path("iteration_ns").asLong()).isEqualTo(80_000_000);
    assertThat(benchmark.path("forks").get(0).path("iterations"))
        .hasSize(3)
        .allSatisfy(
            iteration -> {
              assertThat(iteration.path("score").asDouble()).isPositive();
              assertThat(iteration.path("operations").asLong()).isPositive();
            });
  }

  @Test
  void unknownGroupsAndProfilesAreNamed() {
    ResultStream nowhere = new ResultStream(new ByteArrayOutputStream());
    assertThatThrownBy(() -> Suite.run(new Arguments(Map.of("benchmarks", "disk")), nowhere))
        .isInstanceOf(UsageException.class)
        .hasMessage("--benchmarks disk: not syscall or cpu");
    assertThatThrownBy(() -> Suite.run(new Arguments(Map.of("profile", "fast")), nowhere))
        .hasMessage("--profile fast: not quick, normal or thorough");
  }

  private static JsonNode document(String line) {
    byte[] bytes = Base64.getDecoder().decode(line.substring("@tare 0 ".length()));
    return JsonMapper.shared().readTree(bytes);
  }
}
