package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Load;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Hand-written looks in MiB, so that every figure can be checked by head. */
class WorkingMeasurementTest {
  private static final long MEBI = 1 << 20;
  private static final Workload WORKLOAD =
      new Workload.Working(List.of(Load.IDLE), Duration.ofSeconds(3));

  /** Looks at one pod under one load. */
  private record Looks(String pod, String load, boolean guest) {

    Reading look(String stage, long held, long cached, long charged, long file) {
      return look(stage, held, cached, Optional.empty(), 2, charged, Map.of("inactive_file", file));
    }

    Reading look(
        String stage,
        long held,
        long cached,
        Optional<Long> workload,
        int version,
        long charged,
        Map<String, Long> stat) {
      Map<String, Long> whole = new HashMap<>();
      String total = version == 1 ? "total_" : "";
      whole.put(total + "active_file", 0L);
      whole.put(total + "inactive_file", 0L);
      whole.put(total + "shmem", 0L);
      stat.forEach((key, value) -> whole.put(key, key.equals("oom_kill") ? value : value * MEBI));
      return new Reading.UnderLoad(
          pod,
          load,
          stage,
          held * MEBI,
          cached * MEBI,
          5,
          guest,
          workload.map(bytes -> bytes * MEBI),
          List.of(new Reading.Cgroup(pod, 1, "/pods/" + pod, version, charged * MEBI, whole)));
    }
  }

  private static final Looks POD = new Looks("p", "cache", false);

  private static Map<String, Double> measure(Reading... readings) {
    Measurements.Measured measured = Measurements.of(WORKLOAD, result(List.of(readings)));
    assertThat(measured.result().problems()).isEmpty();
    Map<String, Double> samples = new TreeMap<>();
    for (Sample sample : measured.samples()) {
      boolean bytes = !sample.metric().name().equals("overhead.oom_kills");
      samples.put(sample.metric().name(), bytes ? sample.value() / MEBI : sample.value());
    }
    return samples;
  }

  private static TrialResult result(List<Reading> readings) {
    return new TrialResult(
        List.of(new PodOutcome.Completed("p", List.of())), readings, Map.of(), List.of());
  }

  @Test
  void filePagesThatTheKernelTakesBackAreNoOverhead() {
    assertThat(
            measure(
                POD.look("before", 0, 0, 20, 5),
                POD.look("under", 0, 96, 120, 100),
                POD.look("under", 0, 96, 126, 101),
                POD.look("after", 0, 96, 115, 98)))
        .isEqualTo(
            Map.of(
                "overhead.peak.cache", 25.0,
                "overhead.stays.cache", 17.0,
                "overhead.oom_kills", 0.0));
  }

  @Test
  void whatTheLoadHoldsIsItsOwnWhileItHoldsIt() {
    Looks pod = new Looks("p", "allocate", false);

    assertThat(
            measure(
                pod.look("before", 0, 0, 20, 0),
                pod.look("under", 64, 0, 90, 0),
                pod.look("after", 0, 0, 23, 0)))
        .containsEntry("overhead.peak.allocate", 26.0)
        .containsEntry("overhead.stays.allocate", 23.0);
  }

  @Test
  void memoryThatASandboxDoesNotGiveBackStays() {
    Looks pod = new Looks("p", "allocate", true);

    assertThat(
            measure(
                pod.look("before", 0, 0, 150, 0),
                pod.look("under", 64, 0, 215, 0),
                pod.look("after", 0, 0, 214, 0)))
        .containsEntry("overhead.peak.allocate", 151.0)
        .containsEntry("overhead.stays.allocate", 214.0);
  }

  @Test
  void theCacheInAGuestIsTheContainersWhileItWorksAndStaysAfterwards() {
    Looks pod = new Looks("p", "cache", true);

    assertThat(
            measure(
                pod.look("before", 0, 0, 150, 0),
                pod.look("under", 0, 96, 251, 0),
                pod.look("after", 0, 96, 250, 0)))
        .containsEntry("overhead.peak.cache", 155.0)
        .containsEntry("overhead.stays.cache", 250.0);
  }

  @Test
  void aGuestThatReadsItsFilesFromTheHostHasNothingTakenOff() {
    Looks pod = new Looks("p", "cache", true);

    assertThat(
            measure(
                pod.look("before", 0, 0, 150, 0),
                pod.look("under", 0, 96, 147, 0),
                pod.look("after", 0, 96, 147, 0)))
        .containsEntry("overhead.peak.cache", 147.0);
  }

  @Test
  void filesThatASandboxKeepsAsSharedMemoryAreTheContainersWhileItWorks() {
    assertThat(
            measure(
                POD.look("before", 0, 0, Optional.empty(), 2, 22, Map.of("shmem", 1L)),
                POD.look("under", 0, 144, Optional.empty(), 2, 170, Map.of("shmem", 145L)),
                POD.look("after", 0, 144, Optional.empty(), 2, 170, Map.of("shmem", 145L))))
        .containsEntry("overhead.peak.cache", 26.0)
        .containsEntry("overhead.stays.cache", 170.0);
  }

  @Test
  void whatTheKernelKeepsOfAPlainContainersFilesIsTheContainers() {
    assertThat(
            measure(
                POD.look("before", 0, 0, Optional.of(0L), 1, 1, Map.of()),
                POD.look("under", 0, 144, Optional.of(0L), 1, 6, Map.of()),
                POD.look("after", 0, 144, Optional.of(0L), 1, 6, Map.of())))
        .containsEntry("overhead.peak.cache", 1.0)
        .containsEntry("overhead.stays.cache", 1.0);
  }

  @Test
  void withoutALookBeforeItAGuestsCacheCannotBeTold() {
    Looks pod = new Looks("p", "cache", true);
    Measurements.Measured measured =
        Measurements.of(
            WORKLOAD,
            result(List.of(pod.look("under", 0, 96, 251, 0), pod.look("after", 0, 96, 250, 0))));

    assertThat(measured.samples()).isEmpty();
    assertThat(measured.result().problems())
        .containsExactly("the load cache was not looked at before it began");
  }

  @Test
  void processesThatTheNodeSeesAreTheWorkloadWithTheirSockets() {
    Looks pod = new Looks("p", "network", false);
    Map<String, Long> stat = Map.of("sock", 3L);

    assertThat(
            measure(
                pod.look("under", 0, 0, Optional.of(2L), 2, 6, stat),
                pod.look("after", 0, 0, Optional.of(1L), 2, 5, stat)))
        .containsEntry("overhead.peak.network", 1.0)
        .containsEntry("overhead.stays.network", 1.0);
  }

  @Test
  void socketsOfASandboxAreItsCost() {
    Looks pod = new Looks("p", "network", false);
    Map<String, Long> stat = Map.of("sock", 3L);

    assertThat(
            measure(
                pod.look("under", 0, 0, Optional.empty(), 2, 30, stat),
                pod.look("after", 0, 0, Optional.empty(), 2, 30, stat)))
        .containsEntry("overhead.peak.network", 30.0);
  }

  @Test
  void theFirstVersionOfCgroupsNamesItsFieldsDifferently() {
    Map<String, Long> stat = Map.of("total_inactive_file", 4L, "total_active_file", 3L);

    assertThat(
            measure(
                POD.look("under", 0, 0, Optional.empty(), 1, 20, stat),
                POD.look("after", 0, 0, Optional.empty(), 1, 20, stat)))
        .containsEntry("overhead.peak.cache", 13.0);
  }

  @Test
  void ofTwoPodsTheLargerCounts() {
    Looks server = new Looks("server", "network", false);
    Looks client = new Looks("client", "network", false);

    assertThat(
            measure(
                server.look("under", 0, 0, 30, 0),
                client.look("under", 0, 0, 40, 0),
                server.look("after", 0, 0, 25, 0),
                client.look("after", 0, 0, 24, 0)))
        .containsEntry("overhead.peak.network", 40.0)
        .containsEntry("overhead.stays.network", 25.0);
  }

  @Test
  void aLoadThatWasNotSeenToItsEndHasNoFigure() {
    assertThat(measure(POD.look("under", 0, 0, 20, 0)))
        .isEqualTo(Map.of("overhead.oom_kills", 0.0));
  }

  @Test
  void killsAreThoseOfTheCgroupAndOfAGuestsOwnKernel() {
    Looks guest = new Looks("g", "allocate", true);
    Reading seen = POD.look("failed", 0, 0, Optional.empty(), 2, 9, Map.of("oom_kill", 2L));

    assertThat(measure(POD.look("before", 0, 0, 9, 0), seen))
        .containsEntry("overhead.oom_kills", 2.0);
    assertThat(measure(guest.look("before", 0, 0, 9, 0)))
        .as("the pod's own count of 5 is the guest's")
        .containsEntry("overhead.oom_kills", 5.0);
  }

  @Test
  void aContainerThatDiedOfItCountsWhereItsCgroupIsGone() {
    List<PodOutcome> pods =
        List.of(
            new PodOutcome.Completed("a", List.of()),
            new PodOutcome.Failed("b", List.of(), "running", "exit code 137 (OOMKilled)"));
    Measurements.Measured measured =
        Measurements.of(WORKLOAD, new TrialResult(pods, List.of(), Map.of(), List.of()));

    assertThat(measured.samples()).singleElement().extracting(Sample::value).isEqualTo(1.0);
  }

  @Test
  void aBlindViewGivesNoNumber() {
    List<Reading> readings = new ArrayList<>();
    readings.add(POD.look("under", 0, 0, 20, 0));
    readings.add(POD.look("after", 0, 0, 20, 0));
    readings.add(new Reading.Blind("cgroup", "nobody observes the node"));

    assertThat(Measurements.of(WORKLOAD, result(readings)).samples()).isEmpty();
  }

  @Test
  void aCgroupThatDoesNotTellItsFilePagesIsAProblem() {
    Reading odd =
        new Reading.UnderLoad(
            "p",
            "idle",
            "under",
            0,
            0,
            0,
            false,
            Optional.empty(),
            List.of(new Reading.Cgroup("p", 1, "/pods/p", 2, 9, Map.of("anon", 1L))));

    assertThat(Measurements.of(WORKLOAD, result(List.of(odd))).result().problems())
        .containsExactly("memory.stat of /pods/p does not tell active_file");
  }
}
