package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.measure.Measurements.Measured;
import dev.tare.result.Metric;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Reading.Bracket;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Profile;
import dev.tare.scenario.Workload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Iterations are held against the node's clock, and calls keep their distribution. */
class JmhMeasurementTest {
  private static final Workload JMH = new Workload.Jmh(List.of("syscall"), Profile.QUICK);

  private static final String THREE =
      suite(
          """
          {"id":"exec.spawn","unit":"ns/op","forks":[{"iterations":[
            {"score":1000000,"operations":80},{"score":1100000,"operations":70},
            {"score":1200000,"operations":60}]}]}\
          """);

  private static String suite(String benchmark) {
    return "{\"schema\":1,\"kind\":\"jmh\",\"benchmarks\":[" + benchmark + "]}";
  }

  private static Measured measure(String document, Reading... readings) {
    return Measurements.of(
        JMH,
        new TrialResult(
            List.of(new PodOutcome.Completed("p", List.of())),
            List.of(readings),
            Map.of("jmh.json", document),
            List.of()));
  }

  private static Reading brackets(long error, long... nodeNanos) {
    return new Reading.Brackets(
        "p",
        error,
        "",
        Arrays.stream(nodeNanos)
            .mapToObj(node -> new Bracket("exec.spawn", 81_000_000, node))
            .toList());
  }

  private static double[] values(Measured measured, String metric) {
    return measured.samples().stream()
        .filter(sample -> sample.metric().name().equals(metric))
        .mapToDouble(Sample::value)
        .toArray();
  }

  @Test
  void anIterationWhoseClocksAgreeCarriesABoundOfTheClocksError() {
    Measured measured = measure(THREE, brackets(400_000, 81_000_000, 81_081_000, 80_800_000));

    assertThat(values(measured, "exec.spawn")).containsExactly(1e6, 1.1e6, 1.2e6);
    assertThat(values(measured, "clock.invalid")).containsExactly(0);
    assertThat(values(measured, "clock.unchecked")).isEmpty();
    assertThat(measured.samples().getFirst().error())
        .isCloseTo(1e6 * 400_000 / 81_000_000, within(1.0));
  }

  @Test
  void anIterationBeyondHalfAPerCentAndTheStampsErrorIsLeftOutAndCounted() {
    Measured measured = measure(THREE, brackets(100_000, 81_000_000, 81_600_000, 80_300_000));

    assertThat(values(measured, "exec.spawn")).containsExactly(1e6);
    assertThat(values(measured, "clock.invalid")).containsExactly(2);
    assertThat(measured.result().completed()).isTrue();
  }

  @Test
  void whatTheSuiteMeasuredMustFitIntoTheIteration() {
    String longer = THREE.replace("\"operations\":70", "\"operations\":80");

    assertThat(
            values(
                measure(longer, brackets(100_000, 81_000_000, 81_000_000, 81_000_000)),
                "exec.spawn"))
        .containsExactly(1e6, 1.2e6);
  }

  @Test
  void aTrialWithoutAValidIterationFails() {
    assertThat(measure(THREE, brackets(0, 90_000_000, 90_000_000, 90_000_000)).result().problems())
        .containsExactly(
            "all 3 iterations took another time by the pod's clock than by the node's");
  }

  @Test
  void stampsThatAreTooCoarseOrMissingLeaveIterationsUnchecked() {
    Measured coarse = measure(THREE, brackets(5_000_000, 81_000_000, 83_000_000, 81_000_000));
    Measured blind =
        measure(
            THREE, new Reading.Brackets("p", 0, "nobody read the node's wall clock", List.of()));

    for (Measured measured : List.of(coarse, blind)) {
      assertThat(values(measured, "exec.spawn")).hasSize(3);
      assertThat(values(measured, "clock.unchecked")).containsExactly(3);
      assertThat(values(measured, "clock.invalid")).isEmpty();
      assertThat(measured.samples()).allMatch(sample -> sample.error() == 0);
    }
  }

  @Test
  void anIterationThatWasNotToldOfFailsTheTrial() {
    assertThat(measure(THREE, brackets(0, 81_000_000)).result().problems())
        .containsExactly("exec.spawn has 3 iterations, and told of 1 while they ran");
  }

  @Test
  void bytesPerOperationMakeARate() {
    Measured measured =
        measure(
            suite(
                """
                {"id":"bandwidth.read","unit":"ns/op","bytes_per_operation":1000000,
                 "forks":[{"iterations":[{"score":100000,"operations":800}]}]}\
                """));

    assertThat(measured.samples().getFirst().metric())
        .isEqualTo(Metric.throughput("bandwidth.read"));
    assertThat(measured.samples().getFirst().value()).isEqualTo(1e10);
  }

  @Test
  void callsKeepTheirQuantilesInFewSamplesAndAllOfThemInTheLog() {
    Histogram calls = new Histogram(3);
    for (int i = 1; i <= 10_000; i++) {
      calls.recordValue(i);
    }

    Measured measured = measure(calls(base64(calls)));

    double[] kept = values(measured, "exec.spawn.call");
    assertThat(kept).hasSize(401).isSorted();
    assertThat(kept[0]).isEqualTo(1);
    assertThat(kept[200]).isCloseTo(5000, within(5.0));
    assertThat(kept[396]).isCloseTo(9900, within(10.0));
    assertThat(kept[400]).isCloseTo(10_000, within(10.0));
    assertThat(measured.result().output().get("calls.hlog")).contains("Tag=exec.spawn.call,");
  }

  @Test
  void fewCallsAreAllKept() {
    Histogram calls = new Histogram(3);
    calls.recordValue(100);
    calls.recordValue(300);
    calls.recordValue(300);

    assertThat(values(measure(calls(base64(calls))), "exec.spawn.call"))
        .containsExactly(100, 300, 300);
  }

  @Test
  void aHistogramThatCannotBeTrustedFailsTheTrial() {
    String whole = base64(new Histogram(3));
    for (String bad : List.of("", "no base64!", "AAAA", whole.substring(0, 16), whole)) {
      assertThat(measure(calls(bad)).result().problems()).as(bad).hasSize(1);
    }
  }

  private static String calls(String histogram) {
    return suite(
        "{\"id\":\"exec.spawn.call\",\"unit\":\"ns/op\",\"forks\":[{\"iterations\":[{\"histogram\":\""
            + histogram
            + "\"}]}]}");
  }

  private static String base64(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
