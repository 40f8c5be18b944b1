package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of a suite of benchmarks beside its figures. */
class SuiteViewTest {
  @TempDir Path folder;

  private final RunBuilder run = new RunBuilder("runc", "gvisor");

  private static Reading store(long syncs, Optional<Long> diskWrites) {
    return new Reading.FileStore("p", "/", "overlay", "rw", "buffered", syncs, diskWrites);
  }

  private static Reading checked(long error) {
    return new Reading.Brackets(
        "p", error, "", List.of(new Reading.Bracket("file.read", 80_000_000, 80_000_000)));
  }

  private static Sample nanos(String metric, double value) {
    return new Sample(Metric.duration(metric), value, 0);
  }

  private static Sample count(String metric, double value) {
    return new Sample(
        new Metric(metric, Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER), value, 0);
  }

  private void round(
      int round, String runtime, double cost, List<Reading> readings, Sample... more) {
    List<Sample> samples =
        new ArrayList<>(
            List.of(
                nanos("syscall.foreign_call", 10),
                nanos("file.read", cost + round),
                nanos("file.write_sync", cost * 2 + round)));
    samples.addAll(List.of(more));
    run.jmh(round, runtime, "blocks", readings, samples.toArray(Sample[]::new));
  }

  private Comparison sixRounds(Reading ofRunc, Reading ofGvisor) throws Exception {
    for (int i = 1; i <= 6; i++) {
      round(i, "runc", 1000, List.of(ofRunc));
      round(i, "gvisor", 500, List.of(ofGvisor));
    }
    return Comparison.of(run.write(folder));
  }

  private static Effect effect(Comparison comparison, String metric) {
    return comparison
        .metric("blocks", metric)
        .orElseThrow()
        .runtime("gvisor")
        .orElseThrow()
        .effect();
  }

  private static List<String> remarks(Comparison comparison) {
    return comparison.remarks().stream().map(Remark::text).toList();
  }

  @Test
  void writesHaveARatioWhereTheDisksSawTheSyncsOfBoth() throws Exception {
    Comparison comparison = sixRounds(store(100, Optional.of(310L)), store(100, Optional.of(60L)));

    assertThat(effect(comparison, "file.write_sync")).isInstanceOf(Effect.Ratio.class);
    assertThat(remarks(comparison))
        .contains(
            "Files of gvisor: overlay on / (rw), buffered; its syncs reached a disk (600 syncs, 360"
                + " writes and flushes of the busiest disk).");
  }

  @Test
  void aFileSystemInMemoryIsNoFastDisk() throws Exception {
    Comparison comparison =
        sixRounds(store(100, Optional.of(310L)), store(24_000, Optional.of(40L)));

    assertThat(effect(comparison, "file.write_sync"))
        .isEqualTo(new Effect.None("no disk of the node saw the syncs of gvisor"));
    assertThat(effect(comparison, "file.read"))
        .as("reading leaves nothing to be lost")
        .isInstanceOf(Effect.Ratio.class);
    assertThat(remarks(comparison))
        .contains(
            "Files of gvisor: overlay on / (rw), buffered; no disk of the node saw its syncs"
                + " (144,000 syncs, 240 writes and flushes of the busiest disk).");
  }

  @Test
  void whereNobodySawTheDisksThereIsNoRatioOfWrites() throws Exception {
    Comparison comparison = sixRounds(store(100, Optional.empty()), store(100, Optional.empty()));

    assertThat(effect(comparison, "file.write_sync"))
        .isEqualTo(new Effect.None("nobody saw whether the syncs of gvisor reached a disk"));
  }

  @Test
  void theForeignCallAndTheCheckOfClocksAreSaidOnce() throws Exception {
    round(1, "runc", 1000, List.of(checked(250_000)));
    round(1, "gvisor", 1000, List.of(checked(420_000)));

    assertThat(remarks(Comparison.of(run.write(folder))))
        .containsExactly(
            "Each call into the kernel contains an empty foreign call of Java's, which is not"
                + " subtracted: runc 10.0 ns, gvisor 10.0 ns.",
            "Each iteration's length by the pod's clock was held against the node's: within 0.5 %"
                + " and the error of the stamps, which was 420 µs at most.");
  }

  @Test
  void iterationsThatWereLeftOutOrNotCheckedAreWarnings() throws Exception {
    round(1, "runc", 1000, List.of(checked(1)), count("clock.invalid", 1));
    round(
        1,
        "gvisor",
        1000,
        List.of(new Reading.Brackets("p", 0, "nobody read the node's wall clock", List.of())),
        count("clock.unchecked", 3));

    assertThat(Comparison.of(run.write(folder)).warnings())
        .contains(
            "blocks under runc: 1 of 1 iterations took another time by the pod's clock than by the"
                + " node's, by more than 0.5 % and the error of the stamps. They are invalid and"
                + " left out.",
            "blocks under gvisor: the pod's clock was not checked in 3 iterations (nobody read the"
                + " node's wall clock).");
  }

  @Test
  void callsHaveAP99OnlyWithEnoughOfThem() throws Exception {
    for (int i = 1; i <= 6; i++) {
      round(i, "runc", 1000, List.of(), calls(401));
      round(i, "gvisor", 1000, List.of(), calls(300));
    }
    MetricComparison calls =
        Comparison.of(run.write(folder)).metric("blocks", "file.write_sync.call").orElseThrow();

    assertThat(calls.label()).isEqualTo("write 4 KiB + fsync, call by call");
    assertThat(calls.runtime("runc").orElseThrow().p99().known()).isPresent();
    assertThat(calls.runtime("gvisor").orElseThrow().p99())
        .isEqualTo(new Figure.Absent("a round needs 368, has 300"));
  }

  private static Sample[] calls(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> nanos("file.write_sync.call", 1000 + i))
        .toArray(Sample[]::new);
  }
}
