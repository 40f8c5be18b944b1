package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.PublishedSchemas;
import dev.tare.result.Component;
import dev.tare.result.Json;
import dev.tare.result.Metric;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ComparisonJsonTest {

  @TempDir Path results;

  @Test
  void everyKindOfFigureAndEffectIsAsTheSchemaSays() throws IOException {
    String json = ComparisonJson.write(comparison());

    assertThat(PublishedSchemas.errors("comparison", json)).isEmpty();
    assertThat(json).contains("\"absent\"", "\"ratio\"", "\"difference\"", "\"none\"", "\"known\"");
    assertThat(json).doesNotContain("Infinity", "NaN");
  }

  @Test
  void theSchemaRefusesAnotherShape() throws IOException {
    String json = ComparisonJson.write(comparison());

    assertThat(PublishedSchemas.errors("comparison", json.replace("\"p90\"", "\"ninety\"")))
        .isNotEmpty();
  }

  @Test
  void numbersAreFoundWhereTheSchemaPutsThem() throws IOException {
    JsonNode tree = Json.PAGE.readTree(ComparisonJson.write(comparison())).get("comparison");

    JsonNode row = tree.at("/table/rows/1");
    assertThat(row.at("/runtime").asString()).isEqualTo("gvisor");
    assertThat(row.at("/standing").asString()).isEqualTo("measured");
    assertThat(row.at("/startupMedianNanos/value").asDouble()).isEqualTo(200e6);
    assertThat(row.at("/startupMedianNanos/n").asInt()).isEqualTo(6);
    assertThat(row.at("/startupMedianNanos/interval/level").asDouble()).isEqualTo(0.96875);
    assertThat(row.at("/startupP90Nanos/interval").isNull()).isTrue();
    assertThat(row.at("/startupEffect/effect").asString()).isEqualTo("ratio");
    assertThat(tree.at("/run/id").asString()).isEqualTo("20261124t020304z-test-0000");
  }

  @Test
  void equalComparisonsGiveEqualText() throws IOException {
    Comparison comparison = comparison();

    assertThat(ComparisonJson.write(comparison)).isEqualTo(ComparisonJson.write(comparison));
  }

  /** Ratios, differences, pods that never answer, and views that cannot see. */
  private Comparison comparison() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor", "kata").withTwin();
    ProcessMemory shim =
        new ProcessMemory(1, Component.SHIM, "shim", "/pod", 30 << 20, 30 << 20, 0, 0, 0);
    for (int round = 1; round <= 6; round++) {
      for (String runtime : List.of("runc", "gvisor", "runc#aa")) {
        run.startup(round, runtime, runtime.equals("gvisor") ? 200 : 100);
        run.memory(
            round,
            runtime,
            List.of(
                new Reading.ProcessTree("a", 1, List.of(shim)),
                new Reading.Blind("cgroup", "no controller")),
            new Sample(Metric.size("memory.pss"), 30 << 20, 0),
            new Sample(Metric.size("memory.node_slope"), 31 << 20, 0),
            new Sample(Metric.size("memory.node_slab"), 1 << 20, 0));
      }
      run.startup(
          round, "kata", List.of(RunBuilder.censored(), RunBuilder.failed("no hypervisor")));
    }
    return Comparison.of(run.write(results.resolve(String.valueOf(count++))));
  }

  private int count;
}
