package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.MemoryMeasurement;
import dev.tare.observe.LocalObserver;
import dev.tare.observe.Sandbox;
import dev.tare.result.Reading;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Seccomp;
import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.LogLine;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.PodRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 64 MiB more in a pod are 64 ± 2 MiB more in every view that claims to see them. All pods run the
 * same processes, of which one has read a block of zeros and cannot write it to a pipe that nobody
 * empties: it holds all of it.
 */
class KnownLoadIT {
  private static final String RUN = "20261126t000000z-known-d3ce";
  private static final double MEBI = 1 << 20;
  private static final double MORE = 64;
  private static final Offset<Double> NEAR = Offset.offset(2.0);

  /** Odd, for the middle one. */
  private static final int PAIRS = 7;

  /** More than a pipe takes, so that both writers wait. */
  private static final long LITTLE = 128 << 10;

  /** Until the kernels' statistics have caught up. */
  private static final long SETTLE_MILLIS = 2_500;

  private static RealNode node;
  private CriNode open;
  private final LocalObserver observer = new LocalObserver();
  private final List<LivePod> pods = new ArrayList<>();

  @BeforeAll
  static void bringUp() throws InterruptedException {
    node = RealNode.require();
  }

  @BeforeEach
  void open() {
    open = node.connect();
  }

  @AfterEach
  void close() throws Exception {
    pods.forEach(LivePod::remove);
    open.close();
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }

  /** Starts a pod that holds so many bytes, and waits until it does. */
  private Sandbox holding(String runtime, long bytes) throws Exception {
    String script =
        """
        dd if=/dev/zero bs=%d count=1 2>/dev/null | { head -c 1 >/dev/null; echo holds; sleep 600; }
        """
            .formatted(bytes);
    LivePod pod =
        new CriPlace(open, observer, new ColdStarts(false))
            .pod(
                new PodRequest(
                    "tare-d3ce-0-" + (pods.size() + 1),
                    RUN,
                    RuntimeSpec.named(runtime),
                    new Pod(1, 128L << 20, 10, Seccomp.UNCONFINED, Map.of()),
                    node.image(),
                    List.of("/bin/busybox", "sh", "-c", script),
                    Duration.ofSeconds(60)),
                new Marks(System.nanoTime()));
    pods.add(pod);
    pod.start();
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    List<String> said = new ArrayList<>();
    while (!said.contains("holds")) {
      assertThat(System.nanoTime()).as("it said %s, and %s", said, pod.ended()).isLessThan(until);
      pod.awaitOutput();
      pod.output().stream().map(LogLine::text).forEach(said::add);
    }
    return pod.sandbox();
  }

  /** What each view says of one pod, in MiB. */
  private static Map<String, Double> views(List<Reading> readings, Sandbox sandbox) {
    List<Reading> own =
        readings.stream()
            .filter(
                reading ->
                    switch (reading) {
                      case Reading.ProcessTree tree -> tree.pod().equals(sandbox.pod());
                      case Reading.Cgroup cgroup -> cgroup.pod().equals(sandbox.pod());
                      case Reading.Blind _ -> true;
                      default -> false;
                    })
            .toList();
    assertThat(own).noneMatch(Reading.Blind.class::isInstance);
    return MemoryMeasurement.samples(own).stream()
        .collect(
            Collectors.toMap(sample -> sample.metric().name(), sample -> sample.value() / MEBI));
  }

  /** What the second pod has more of than the first, in MiB. */
  private record Pair(Map<String, Double> little, Map<String, Double> much) {
    double more(String metric) {
      return much.getOrDefault(metric, 0.0) - little.getOrDefault(metric, 0.0);
    }
  }

  /** The middle one of the pairs: a single sandbox may hold a MiB or two more than the next. */
  private static double more(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    return pairs.stream().mapToDouble(figure).sorted().toArray()[pairs.size() / 2];
  }

  private static double more(List<Pair> pairs, String metric) {
    return more(pairs, pair -> pair.more(metric));
  }

  private void everyViewShowsIt(String runtime, boolean mapped) throws Exception {
    // The first pod brings files into memory, and is charged for them.
    Sandbox _ = holding(runtime, LITTLE);
    List<Sandbox> little = new ArrayList<>();
    List<Sandbox> much = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      little.add(holding(runtime, LITTLE));
      much.add(holding(runtime, (long) (MORE * MEBI) + LITTLE));
    }
    Thread.sleep(SETTLE_MILLIS);
    List<Reading> readings =
        observer.memory(Stream.concat(little.stream(), much.stream()).toList());
    List<Pair> pairs =
        IntStream.range(0, PAIRS)
            .mapToObj(i -> new Pair(views(readings, little.get(i)), views(readings, much.get(i))))
            .toList();
    System.out.printf("%s holds 64 MiB more:%n", runtime);
    for (String metric : new TreeSet<>(pairs.getFirst().much().keySet())) {
      System.out.printf(
          "  %-28s %+8.2f MiB of %s%n",
          metric,
          more(pairs, metric),
          pairs.stream().map(pair -> "%+.2f".formatted(pair.more(metric))).toList());
    }

    assertThat(more(pairs, "memory.cgroup")).isCloseTo(MORE, NEAR);
    assertThat(more(pairs, "memory.cgroup_working_set")).isCloseTo(MORE, NEAR);
    assertThat(more(pairs, pair -> pair.more("memory.pss") + pair.more("memory.unmapped")))
        .isCloseTo(MORE, NEAR);
    if (mapped) {
      assertThat(more(pairs, "memory.pss")).isCloseTo(MORE, NEAR);
      assertThat(more(pairs, "memory.pss.workload")).isCloseTo(MORE, NEAR);
    }
  }

  @Test
  void underRunc() throws Exception {
    everyViewShowsIt("runc", true);
  }

  /** Its kernel keeps the pod's memory in a file of its own, which need not be mapped anywhere. */
  @Test
  void underGvisor() throws Exception {
    node.requireHandler("gvisor");
    everyViewShowsIt("gvisor", false);
  }
}
