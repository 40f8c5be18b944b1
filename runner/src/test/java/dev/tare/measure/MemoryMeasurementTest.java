package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Loads that are known, so that every figure can be checked by head. */
class MemoryMeasurementTest {
  private static final String POD = "/pods/";

  @Test
  void pssIsTheMeanOverPodsOfAllTheirProcesses() {
    Map<String, Double> samples =
        measure(
            tree(
                "a",
                2,
                process(Component.SHIM, "/", 100, 0),
                process(Component.VMM, POD + "a/x", 700, 0)),
            tree(
                "b",
                2,
                process(Component.SHIM, "/", 300, 0),
                process(Component.VMM, POD + "b/x", 900, 0)));

    assertThat(samples)
        .isEqualTo(
            Map.of(
                "memory.pss", 1000.0,
                "memory.pss.shim", 200.0,
                "memory.pss.vmm", 800.0,
                "memory.hugetlb", 0.0));
  }

  @Test
  void aComponentThatOnlyOnePodHasIsStillAMeanOverAllPods() {
    Map<String, Double> samples =
        measure(
            tree("a", 2, process(Component.OTHER, "/", 50, 0)),
            tree("b", 2, process(Component.SHIM, "/", 30, 0)));

    assertThat(samples).containsEntry("memory.pss.other", 25.0).containsEntry("memory.pss", 40.0);
  }

  @Test
  void onlyTheHighestLevelCounts() {
    Map<String, Double> samples =
        measure(
            tree("a", 1, process(Component.SHIM, "/", 1, 0)),
            tree("a", 2, process(Component.SHIM, "/", 10, 0)),
            tree("b", 2, process(Component.SHIM, "/", 20, 0)));

    assertThat(samples).containsEntry("memory.pss", 15.0);
  }

  @Test
  void whatIsChargedToNoCgroupOfThePodIsOutside() {
    Map<String, Double> samples =
        measure(
            tree(
                "a",
                1,
                process(Component.SHIM, "/system.slice/containerd.service", 100, 0),
                process(Component.VMM, "/kata_overhead/id", 20, 0),
                process(Component.SENTRY, POD + "a", 7, 0),
                process(Component.WORKLOAD, POD + "a/inner", 5, 0),
                process(Component.OTHER, POD + "ab", 3, 0)),
            cgroup("a", 1, POD + "a", 60, 10),
            cgroup("a", 1, "/kata_overhead/id", 40, 0));

    assertThat(samples)
        .containsEntry("memory.pss_outside_pod", 123.0)
        .containsEntry("memory.cgroup", 60.0)
        .containsEntry("memory.cgroup_working_set", 50.0)
        .containsEntry("memory.cgroup_overhead", 40.0);
  }

  @Test
  void theCgroupsOfAPodsContainersAreAddedUpBeforeTheMean() {
    Map<String, Double> samples =
        measure(
            cgroup("a", 2, "/shared/1", 10, 1),
            cgroup("a", 2, "/shared/2", 20, 2),
            cgroup("b", 2, "/shared/3", 50, 0));

    assertThat(samples)
        .containsEntry("memory.cgroup", 40.0)
        .containsEntry("memory.cgroup_working_set", (27 + 50) / 2.0);
  }

  @Test
  void theWorkingSetTakesTheHierarchicalFieldOfVersionOne() {
    Reading v1 =
        new Reading.Cgroup(
            "a", 1, "/pods/a", 1, 100, Map.of("inactive_file", 1L, "total_inactive_file", 40L));

    assertThat(measure(v1)).containsEntry("memory.cgroup_working_set", 60.0);
  }

  @Test
  void hugePagesAreASampleOfTheirOwn() {
    assertThat(measure(tree("a", 1, process(Component.VMM, "/", 10, 4096))))
        .containsEntry("memory.hugetlb", 4096.0)
        .containsEntry("memory.pss", 10.0);
  }

  @Test
  void theNodesSlopeIsPerPodAndWhatPodsShareIsTheIntercept() {
    // An empty node of 10,000 available bytes; the first pod takes 500 once, each takes 30.
    Map<String, Double> samples =
        measure(node(0, 10_000, 7), node(1, 9_470, 9), node(5, 9_350, 17), node(10, 9_200, 27));

    assertThat(samples)
        .isEqualTo(
            Map.of(
                "memory.node_slope", 30.0,
                "memory.node_intercept", 500.0,
                "memory.node_pagetables", 2.0));
  }

  @Test
  void oneWildReadingDoesNotBendTheSlope() {
    List<Reading> readings = new ArrayList<>(List.of(node(0, 10_000, 0)));
    for (int level : new int[] {1, 2, 4, 8, 16}) {
      readings.add(node(level, level == 4 ? 1_000 : 10_000 - 30L * level, 0));
    }

    assertThat(measure(readings.toArray(Reading[]::new)))
        .containsEntry("memory.node_slope", 30.0)
        .containsEntry("memory.node_intercept", 0.0);
  }

  @Test
  void oneLevelWithPodsTellsNeitherSlopeNorIntercept() {
    assertThat(measure(node(0, 10_000, 0), node(4, 9_000, 0))).isEmpty();
  }

  @Test
  void withoutTheEmptyNodeThereIsNoIntercept() {
    assertThat(measure(node(1, 970, 0), node(2, 940, 0)))
        .containsEntry("memory.node_slope", 30.0)
        .doesNotContainKey("memory.node_intercept");
  }

  @Test
  void aBlindViewGivesNoSampleAndLeavesTheOthersAlone() {
    Reading[] all = {
      tree("a", 1, process(Component.VMM, POD + "a", 7, 0)),
      cgroup("a", 1, POD + "a", 60, 10),
      node(1, 900, 0),
      node(2, 800, 0)
    };

    assertThat(measure(with(all, "process-tree")).keySet())
        .contains("memory.cgroup", "memory.node_slope")
        .noneMatch(name -> name.startsWith("memory.pss") || name.equals("memory.hugetlb"));
    assertThat(measure(with(all, "cgroup")).keySet())
        .contains("memory.pss", "memory.node_slope")
        .noneMatch(name -> name.contains("cgroup") || name.equals("memory.pss_outside_pod"));
    assertThat(measure(with(all, "node")).keySet())
        .contains("memory.pss", "memory.cgroup", "memory.pss_outside_pod")
        .noneMatch(name -> name.startsWith("memory.node"));
  }

  /** A gVisor pod that holds 64 MiB, of which its processes map 4 MiB. */
  @Test
  void sharedMemoryThatNoProcessMapsIsASampleOfItsOwn() {
    long mebibyte = 1 << 20;
    ProcessMemory sentry =
        new ProcessMemory(
            1,
            Component.SENTRY,
            "runsc-sandbox",
            "/pods/a",
            10 * mebibyte,
            6 * mebibyte,
            0,
            4 * mebibyte,
            0);

    assertThat(
            measure(
                new Reading.ProcessTree("a", 1, List.of(sentry)),
                new Reading.Cgroup(
                    "a", 1, "/pods/a", 1, 70 * mebibyte, Map.of("total_shmem", 64 * mebibyte))))
        .containsEntry("memory.unmapped", 60.0 * mebibyte);
    assertThat(
            measure(
                new Reading.ProcessTree("a", 1, List.of(sentry)),
                new Reading.Cgroup(
                    "a", 1, "/pods/a", 2, 70 * mebibyte, Map.of("shmem", 3 * mebibyte))))
        .containsEntry("memory.unmapped", -1.0 * mebibyte);
  }

  @Test
  void theRuntimesOwnFigureIsTheMeanAtTheHighestLevel() {
    assertThat(
            measure(
                new Reading.RuntimeStats("a", 1, 900, 800),
                new Reading.RuntimeStats("a", 2, 100, 50),
                new Reading.RuntimeStats("b", 2, 300, 50)))
        .containsExactly(Map.entry("memory.runtime_stats", 200.0));
  }

  @Test
  void withoutReadingsThereAreNoSamples() {
    assertThat(measure()).isEmpty();
  }

  private static Reading[] with(Reading[] readings, String blind) {
    List<Reading> all = new ArrayList<>(List.of(readings));
    all.add(new Reading.Blind(blind, "a reason"));
    return all.toArray(Reading[]::new);
  }

  private static Map<String, Double> measure(Reading... readings) {
    Map<String, Double> values = new TreeMap<>();
    for (Sample sample : MemoryMeasurement.samples(List.of(readings))) {
      assertThat(values.put(sample.metric().name(), sample.value()))
          .as("%s given once", sample.metric().name())
          .isNull();
    }
    return values;
  }

  private static Reading tree(String pod, int level, ProcessMemory... processes) {
    return new Reading.ProcessTree(pod, level, List.of(processes));
  }

  private static ProcessMemory process(Component component, String cgroup, long pss, long hugetlb) {
    return new ProcessMemory(1, component, "program", cgroup, pss, pss, 0, 0, hugetlb);
  }

  private static Reading cgroup(String pod, int level, String path, long current, long inactive) {
    return new Reading.Cgroup(pod, level, path, 2, current, Map.of("inactive_file", inactive));
  }

  private static Reading node(int level, long available, long pageTables) {
    return new Reading.Node(level, Map.of("MemAvailable", available, "PageTables", pageTables));
  }
}
