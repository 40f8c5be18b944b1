package dev.tare.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tare.result.Metric;
import dev.tare.result.Metric.Direction;
import dev.tare.result.Metric.Unit;
import dev.tare.result.Sample;
import dev.tare.scenario.Parser;
import dev.tare.scenario.Program;
import dev.tare.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tools of the image really printed. */
class ToolOutputTest {
  private static final Path CAPTURED = Path.of("src/test/resources/tool-output");

  private static String text(String name) throws IOException {
    return Files.readString(CAPTURED.resolve(name + ".txt"));
  }

  private static List<Sample> read(Parser parser, String text) throws BadOutput {
    return CommandOutput.samples(
        new Workload.Command(
            new Program("tools", List.of()),
            Optional.empty(),
            parser,
            List.of(),
            Duration.ofSeconds(1)),
        text);
  }

  private static Map<String, Double> values(Parser parser, String name) throws Exception {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Sample sample : read(parser, text(name))) {
      assertThat(values.put(sample.metric().name(), sample.value())).isNull();
    }
    return values;
  }

  @Test
  void fio() throws Exception {
    assertThat(values(Parser.FIO, "fio"))
        .containsOnlyKeys(
            "command.read_iops",
            "command.read_bandwidth",
            "command.read_latency",
            "command.read_latency_p50",
            "command.read_latency_p90",
            "command.read_latency_p99",
            "command.read_latency_p99_9",
            "command.write_iops",
            "command.write_bandwidth",
            "command.write_latency",
            "command.write_latency_p50",
            "command.write_latency_p90",
            "command.write_latency_p99",
            "command.write_latency_p99_9")
        .containsEntry("command.read_iops", 12494.505495)
        .containsEntry("command.read_bandwidth", 51177494.0)
        .containsEntry("command.read_latency", 60269.899176)
        .containsEntry("command.read_latency_p99", 195584.0)
        .containsEntry("command.write_latency_p99_9", 62208.0);
  }

  @Test
  void fioOfFewOperationsHasNoPercentilesOfMany() throws Exception {
    String few = text("fio").replaceAll("\"N\" : \\d+", "\"N\" : 367");

    assertThat(read(Parser.FIO, few))
        .extracting(sample -> sample.metric().name())
        .contains("command.read_latency_p90")
        .doesNotContain("command.read_latency_p99", "command.read_latency_p99_9");
  }

  @Test
  void fioThatFailedOrHasManyJobsIsRefused() throws Exception {
    String failed = text("fio").replace("\"error\" : 0", "\"error\" : 28");

    assertThatThrownBy(() -> read(Parser.FIO, failed)).hasMessage("fio's job failed with error 28");
    assertThatThrownBy(() -> read(Parser.FIO, "{\"jobs\": [{}, {}]}"))
        .hasMessage("fio reports 2 jobs, not one: run one job, or add --group_reporting");
  }

  @Test
  void sysbenchCpu() throws Exception {
    List<Sample> samples = read(Parser.SYSBENCH, text("sysbench-cpu"));

    assertThat(samples)
        .containsExactly(
            new Sample(
                new Metric(
                    "command.events", Unit.OPERATIONS_PER_SECOND, Direction.HIGHER_IS_BETTER),
                3147.41,
                0.005),
            new Sample(Metric.duration("command.latency"), 320_000, 5_000),
            new Sample(Metric.duration("command.latency_p95"), 370_000, 5_000));
  }

  @Test
  void sysbenchMemory() throws Exception {
    assertThat(values(Parser.SYSBENCH, "sysbench-memory"))
        .containsEntry("command.events", 21830.12)
        .containsEntry("command.transfer", 21830.12 * 1024 * 1024);
  }

  @Test
  void sysbenchThreadsTellEventsAndTimeAlone() throws Exception {
    assertThat(values(Parser.SYSBENCH, "sysbench-threads").get("command.events"))
        .isCloseTo(1394 / 1.0015, within(1e-9));
  }

  @Test
  void sysbenchFiles() throws Exception {
    assertThat(values(Parser.SYSBENCH, "sysbench-fileio"))
        .containsEntry("command.reads", 16527.17)
        .containsEntry("command.writes", 11018.11)
        .containsEntry("command.fsyncs", 1104.81)
        .containsEntry("command.read_bandwidth", 258.24 * 1024 * 1024)
        .containsEntry("command.written_bandwidth", 172.16 * 1024 * 1024);
  }

  @Test
  void stressNg() throws Exception {
    assertThat(values(Parser.STRESS_NG, "stress-ng"))
        .containsOnly(
            Map.entry("command.bogo_ops.cpu", 529.90),
            Map.entry("command.bogo_ops.pipe", 290162.13));
  }

  @Test
  void stressNgThatDoesNotTrustItselfIsNotTrusted() throws Exception {
    String untrusted = text("stress-ng").replace("untrustworthy: 0", "untrustworthy: 1");

    assertThatThrownBy(() -> read(Parser.STRESS_NG, untrusted))
        .hasMessageStartingWith("stress-ng says that it failed: ");
  }

  @Test
  void redisBenchmark() throws Exception {
    assertThat(values(Parser.REDIS_BENCHMARK, "redis-benchmark"))
        .hasSize(12)
        .containsEntry("command.requests.set", 28901.73)
        .containsEntry("command.latency.get", 182_000.0)
        .containsEntry("command.latency_p50.mset_10_keys", 199_000.0)
        .containsEntry("command.latency_p99.set", 455_000.0);
  }

  @Test
  void wrk() throws Exception {
    assertThat(values(Parser.WRK, "wrk"))
        .containsOnly(
            Map.entry("command.requests", 32778.01),
            Map.entry("command.transfer", 4.78 * 1024 * 1024),
            Map.entry("command.latency", 467_570.0),
            Map.entry("command.latency_p50", 71_000.0),
            Map.entry("command.latency_p90", 539_000.0),
            Map.entry("command.latency_p99", 10_500_000.0));
  }

  @Test
  void wrkWithABadAnswerIsRefused() throws Exception {
    assertThatThrownBy(
            () ->
                read(
                    Parser.WRK,
                    text("wrk")
                        .replace("Requests/sec", "  Non-2xx or 3xx responses: 12\nRequests/sec")))
        .hasMessage("not every request was answered well: Non-2xx or 3xx responses: 12");
    assertThatThrownBy(() -> read(Parser.WRK, text("wrk-refused")))
        .hasMessage("it has no line of wrk's requests");
  }

  @Test
  void wrk2sPercentilesHaveDecimals() throws Exception {
    String wrk2 =
        text("wrk")
            .replace(
                "Latency Distribution", "Latency Distribution (HdrHistogram - Recorded Latency)")
            .replaceAll("(?m)^ +(50|75|90|99)% ", "$1.000% ")
            .replace("99.000% ", "99.900%   11.50ms\n 99.000% ");

    assertThat(read(Parser.WRK, wrk2))
        .extracting(sample -> sample.metric().name(), Sample::value)
        .contains(
            org.assertj.core.api.Assertions.tuple("command.latency_p50", 71_000.0),
            org.assertj.core.api.Assertions.tuple("command.latency_p99_9", 11_500_000.0));
  }

  @Test
  void iperf3() throws Exception {
    assertThat(values(Parser.IPERF3, "iperf3"))
        .containsOnly(
            Map.entry("command.throughput", 14012226029.003614 / 8),
            Map.entry("command.retransmits", 4.0));
    assertThat(values(Parser.IPERF3, "iperf3-udp"))
        .containsOnly(
            Map.entry("command.throughput", 50022033.09059702 / 8),
            Map.entry("command.jitter", 0.39369200229687357 * 1e6),
            Map.entry("command.lost", 0.0));
    assertThatThrownBy(() -> values(Parser.IPERF3, "iperf3-refused"))
        .isInstanceOf(BadOutput.class)
        .hasMessageStartingWith("iperf3 says: 'unable to connect to server");
  }

  @Test
  void jmh() throws Exception {
    List<Sample> samples = read(Parser.JMH, text("jmh"));

    assertThat(samples)
        .hasSize(6)
        .allMatch(sample -> sample.metric().unit() == Unit.OPERATIONS_PER_SECOND)
        .extracting(sample -> sample.metric().name())
        .containsOnly("command.cpu_work", "command.syscall_getppid");
    assertThat(samples.getFirst().value()).isEqualTo(750523.233990478);
  }

  @Test
  void jmhsTimesAndParametersAreRead() throws Exception {
    String text =
        """
        [{"benchmark": "org.example.Map.get", "mode": "avgt", "params": {"size": "10"},
          "primaryMetric": {"score": 2.5, "scoreUnit": "us/op", "rawData": [[2.0, 3.0]]}}]
        """;

    assertThat(read(Parser.JMH, text))
        .containsExactly(
            new Sample(Metric.duration("command.map_get_10"), 2000, 0),
            new Sample(Metric.duration("command.map_get_10"), 3000, 0));
    assertThatThrownBy(() -> read(Parser.JMH, text.replace("2.0,", "\"NaN\",")))
        .hasMessage("the score of map_get_10 is \"NaN\", not a number");
    assertThatThrownBy(() -> read(Parser.JMH, text.replace("us/op", "furlongs")))
        .hasMessage("map_get_10 is in 'furlongs', which is not known");
  }

  @Test
  void numbersThatATestDidNotMakeAreAbsurd() throws Exception {
    assertThatThrownBy(
            () -> read(Parser.REDIS_BENCHMARK, text("redis-benchmark").replace("28901.73", "-1")))
        .hasMessage("command.requests.set cannot be -1.0 operations/s");
    assertThatThrownBy(
            () -> read(Parser.FIO, text("fio").replaceAll("\"iops\" : [\\d.]+", "\"iops\" : 1e99")))
        .hasMessage("command.read_iops cannot be 1.0E99 operations/s");
    assertThatThrownBy(() -> read(Parser.SYSBENCH, text("sysbench-cpu").replace("3147.41", "0.00")))
        .hasMessage("command.events is zero: nothing was done");
  }
}
