package dev.tare.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import dev.tare.bench.UsageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
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
    JsonNode document = document(lines);
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
  void callsThatAreLongEnoughAreTimedOneByOneAndShippedAsAHistogram() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Suite.run(
        new Arguments(Map.of("profile", "quick", "benchmarks", "exec")), new ResultStream(out));

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("@tare event iteration-end exec.spawn.call m1 "));
    JsonNode document = document(lines);
    assertThat(ids(document))
        .containsExactly("syscall.foreign_call", "exec.spawn", "cpu.work", "exec.spawn.call");
    JsonNode calls = document.path("benchmarks").get(3);
    assertThat(calls.path("mode").asString()).isEqualTo("sample");
    Histogram histogram =
        Histogram.decodeFromCompressedByteBuffer(
            ByteBuffer.wrap(
                Base64.getDecoder()
                    .decode(
                        calls
                            .path("forks")
                            .get(0)
                            .path("iterations")
                            .get(0)
                            .path("histogram")
                            .asString())),
            0);
    double mean =
        document
            .path("benchmarks")
            .get(1)
            .path("forks")
            .get(0)
            .path("iterations")
            .get(0)
            .path("score")
            .asDouble();
    assertThat(histogram.getMaxValue()).isGreaterThan((long) (mean / 2));
    assertThat(histogram.getMinNonZeroValue()).isLessThan((long) (mean * 2));
  }

  @Test
  void bandwidthSaysHowManyBytesAnOperationMovesAndFilesWhereTheyWere() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Suite.run(
        new Arguments(
            Map.of("profile", "quick", "benchmarks", "bandwidth,file", "memory", "" + (224 << 20))),
        new ResultStream(out));

    JsonNode document = document(out.toString(StandardCharsets.UTF_8).lines().toList());
    assertThat(ids(document))
        .startsWith(
            "syscall.foreign_call",
            "bandwidth.copy",
            "bandwidth.read",
            "file.read",
            "file.write",
            "file.write_sync",
            "cpu.work")
        .doesNotContain("bandwidth.read.call", "cpu.work.call");
    assertThat(document.path("benchmarks").get(1).path("bytes_per_operation").asLong())
        .isEqualTo(32 << 20);
    assertThat(document.path("benchmarks").get(2).path("bytes_per_operation").asLong())
        .isEqualTo(64 << 20);
    assertThat(document.path("files").path("type").asString()).isNotEmpty();
    assertThat(document.path("files").path("cache").asString()).isEqualTo("buffered");
  }

  @Test
  void unknownGroupsAndProfilesAreNamed() {
    ResultStream nowhere = new ResultStream(new ByteArrayOutputStream());
    assertThatThrownBy(() -> Suite.run(new Arguments(Map.of("benchmarks", "disk")), nowhere))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--benchmarks disk: not one of syscall, handover, paging, bandwidth, exec, file, cpu");
    assertThatThrownBy(() -> Suite.run(new Arguments(Map.of("profile", "fast")), nowhere))
        .hasMessage("--profile fast: not quick, normal or thorough");
  }

  private static List<String> ids(JsonNode document) {
    List<String> ids = new ArrayList<>();
    document.path("benchmarks").forEach(benchmark -> ids.add(benchmark.path("id").asString()));
    return ids;
  }

  private static JsonNode document(List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    lines.stream()
        .filter(line -> line.matches("@tare [0-9]+ .*"))
        .map(line -> Base64.getDecoder().decode(line.replaceFirst("@tare [0-9]+ ", "")))
        .forEach(bytes::writeBytes);
    return JsonMapper.shared().readTree(bytes.toByteArray());
  }
}
