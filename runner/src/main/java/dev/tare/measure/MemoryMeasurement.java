package dev.tare.measure;

import dev.tare.result.Component;
import dev.tare.result.Metric;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Memory per pod in bytes, from the readings of one trial. Process trees and cgroups are taken at
 * the highest level that was read, and the mean over its pods is given: pages that pods share are
 * divided among them in PSS, so more pods show the price of one better. The node's figures are
 * slopes over the levels ({@link NodeSlopes}).
 *
 * <table>
 * <caption>The metrics</caption>
 * <tr><td>memory.pss</td><td>all processes of a pod, proportional share</td></tr>
 * <tr><td>memory.pss.PART</td><td>the same of one component; 0 is not given</td></tr>
 * <tr><td>memory.pss_outside_pod</td><td>what of it is charged to no cgroup of the pod</td></tr>
 * <tr><td>memory.unmapped</td><td>shared memory charged to the pod's cgroup that no process maps,
 *     which PSS therefore misses</td></tr>
 * <tr><td>memory.hugetlb</td><td>pages of preallocated pools, which PSS leaves out</td></tr>
 * <tr><td>memory.cgroup</td><td>what the kernel charges to the pod's cgroup now: {@code
 *     memory.usage_in_bytes} or {@code memory.current}</td></tr>
 * <tr><td>memory.cgroup_working_set</td><td>that less inactive file pages, which the kernel drops
 *     first: what the kubelet compares with a limit</td></tr>
 * <tr><td>memory.cgroup_overhead</td><td>the cgroup beside the pod's where Kata keeps its shim and
 *     hypervisor</td></tr>
 * <tr><td>memory.runtime_stats</td><td>what the runtime answers for the sandbox when the kubelet
 *     asks it</td></tr>
 * <tr><td>memory.guest.PART</td><td>what the guest's kernel says of its own memory ({@link
 *     GuestSamples})</td></tr>
 * </table>
 *
 * A view that could not see part of the trial gives no sample at all.
 */
public final class MemoryMeasurement {

  private MemoryMeasurement() {}

  /** The samples of one trial; none of a view that is blind or was not read. */
  public static List<Sample> samples(List<Reading> readings) {
    Set<String> blind =
        Reading.all(readings, Reading.Blind.class)
            .map(Reading.Blind::view)
            .collect(Collectors.toSet());
    List<Sample> samples = new ArrayList<>();
    List<Reading.ProcessTree> trees =
        highest(
            Reading.all(readings, Reading.ProcessTree.class).toList(), Reading.ProcessTree::level);
    List<Reading.Cgroup> cgroups =
        highest(Reading.all(readings, Reading.Cgroup.class).toList(), Reading.Cgroup::level);
    if (!blind.contains("process-tree") && !trees.isEmpty()) {
      samples.addAll(processes(trees));
      if (!blind.contains("cgroup")) {
        samples.addAll(outsidePod(trees, cgroups));
        samples.addAll(unmapped(trees, cgroups));
      }
    }
    if (!blind.contains("cgroup")) {
      samples.addAll(cgroups(cgroups));
    }
    List<Reading.RuntimeStats> stats =
        highest(
            Reading.all(readings, Reading.RuntimeStats.class).toList(),
            Reading.RuntimeStats::level);
    if (!stats.isEmpty()) {
      samples.add(mean("memory.runtime_stats", stats, Reading.RuntimeStats::usage));
    }
    if (!blind.contains("guest")) {
      samples.addAll(
          GuestSamples.of(
              highest(Reading.all(readings, Reading.Guest.class).toList(), Reading.Guest::level)));
    }
    if (!blind.contains("node")) {
      samples.addAll(NodeSlopes.samples(Reading.all(readings, Reading.Node.class).toList()));
    }
    return samples;
  }

  private static List<Sample> processes(List<Reading.ProcessTree> trees) {
    List<Sample> samples = new ArrayList<>();
    samples.add(mean("memory.pss", trees, tree -> sum(tree, ProcessMemory::pss)));
    for (Component component : Component.values()) {
      ToLongFunction<ProcessMemory> part =
          process -> process.component() == component ? process.pss() : 0;
      if (trees.stream().anyMatch(tree -> sum(tree, part) > 0)) {
        samples.add(mean("memory.pss." + component.label(), trees, tree -> sum(tree, part)));
      }
    }
    samples.add(mean("memory.hugetlb", trees, tree -> sum(tree, ProcessMemory::hugetlb)));
    return samples;
  }

  private static List<Sample> outsidePod(
      List<Reading.ProcessTree> trees, List<Reading.Cgroup> cgroups) {
    Map<String, List<String>> paths =
        paths(cgroups.stream().filter(cgroup -> !Reading.Cgroup.kataOverhead(cgroup.path())));
    if (!trees.stream().allMatch(tree -> paths.containsKey(tree.pod()))) {
      return List.of();
    }
    return List.of(
        mean(
            "memory.pss_outside_pod",
            trees,
            tree ->
                sum(
                    tree,
                    process ->
                        within(process.cgroup(), paths.getOrDefault(tree.pod(), List.of()))
                            ? 0
                            : process.pss())));
  }

  /**
   * Shared memory that the pod's cgroups are charged for and no process maps: a sandbox's memory
   * file whose pages its application touched through another mapping has no PSS anywhere. It is a
   * little below zero where processes map shared pages that another cgroup is charged for.
   */
  private static List<Sample> unmapped(
      List<Reading.ProcessTree> trees, List<Reading.Cgroup> cgroups) {
    if (!cgroups.stream().allMatch(cgroup -> cgroup.stat().containsKey(shmem(cgroup)))) {
      return List.of();
    }
    Map<String, Long> charged =
        cgroups.stream()
            .collect(
                Collectors.groupingBy(
                    Reading.Cgroup::pod,
                    Collectors.summingLong(
                        cgroup -> cgroup.stat().getOrDefault(shmem(cgroup), 0L))));
    Map<String, List<String>> paths = paths(cgroups.stream());
    if (!trees.stream().allMatch(tree -> charged.containsKey(tree.pod()))) {
      return List.of();
    }
    return List.of(
        mean(
            "memory.unmapped",
            trees,
            tree ->
                charged.getOrDefault(tree.pod(), 0L)
                    - sum(
                        tree,
                        process ->
                            within(process.cgroup(), paths.getOrDefault(tree.pod(), List.of()))
                                ? process.shmem()
                                : 0)));
  }

  private static String shmem(Reading.Cgroup cgroup) {
    return cgroup.version() == 1 ? "total_shmem" : "shmem";
  }

  /** The paths of each pod's cgroups. */
  private static Map<String, List<String>> paths(Stream<Reading.Cgroup> cgroups) {
    return cgroups.collect(
        Collectors.groupingBy(
            Reading.Cgroup::pod, Collectors.mapping(Reading.Cgroup::path, Collectors.toList())));
  }

  private static boolean within(String cgroup, List<String> paths) {
    return paths.stream().anyMatch(path -> cgroup.equals(path) || cgroup.startsWith(path + "/"));
  }

  private static List<Sample> cgroups(List<Reading.Cgroup> cgroups) {
    Map<Boolean, List<Reading.Cgroup>> beside =
        cgroups.stream()
            .collect(
                Collectors.partitioningBy(cgroup -> Reading.Cgroup.kataOverhead(cgroup.path())));
    List<Sample> samples = new ArrayList<>();
    perPod(
        "memory.cgroup", beside.getOrDefault(false, List.of()), Reading.Cgroup::current, samples);
    if (cgroups.stream().allMatch(cgroup -> cgroup.stat().containsKey(inactive(cgroup)))) {
      perPod(
          "memory.cgroup_working_set",
          beside.getOrDefault(false, List.of()),
          cgroup -> cgroup.current() - cgroup.stat().getOrDefault(inactive(cgroup), 0L),
          samples);
    }
    perPod(
        "memory.cgroup_overhead",
        beside.getOrDefault(true, List.of()),
        Reading.Cgroup::current,
        samples);
    return samples;
  }

  /** A pod without a cgroup of its own is shown by those of its containers: they are added up. */
  private static void perPod(
      String name,
      List<Reading.Cgroup> cgroups,
      ToLongFunction<Reading.Cgroup> value,
      List<Sample> samples) {
    Collection<Long> pods =
        cgroups.stream()
            .collect(
                Collectors.groupingBy(
                    Reading.Cgroup::pod, TreeMap::new, Collectors.summingLong(value)))
            .values();
    if (!pods.isEmpty()) {
      samples.add(mean(name, pods, Long::longValue));
    }
  }

  /** On v1 the fields with {@code total_} include the cgroups below, as the usage does. */
  private static String inactive(Reading.Cgroup cgroup) {
    return cgroup.version() == 1 ? "total_inactive_file" : "inactive_file";
  }

  private static long sum(Reading.ProcessTree tree, ToLongFunction<ProcessMemory> part) {
    return tree.processes().stream().mapToLong(part).sum();
  }

  private static <T> Sample mean(String name, Collection<T> pods, ToLongFunction<T> value) {
    double mean = pods.stream().mapToLong(value).average().orElseThrow();
    return new Sample(Metric.size(name), mean, 0);
  }

  private static <T> List<T> highest(List<T> readings, ToLongFunction<T> level) {
    long top = readings.stream().mapToLong(level).max().orElse(0);
    return readings.stream().filter(reading -> level.applyAsLong(reading) == top).toList();
  }
}
