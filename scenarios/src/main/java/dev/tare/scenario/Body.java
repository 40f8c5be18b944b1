package dev.tare.scenario;

import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of a file that the matrix varies: the pod and the workloads by name. */
record Body(Pod pod, Map<String, Workload> workloads) {

  private static final int MOST = 32;

  /** Its array has to be larger than caches, and the Java machine beside it needs room. */
  private static final long LEAST_FOR_BANDWIDTH = 224L << 20;

  static Body read(Section top) {
    Pod pod = top.value("pod").section(PodReader::read);
    Value workloads = top.required("workloads", "{one-at-a-time: {startup: …}}");
    return new Body(pod, workloads.section(section -> workloads(section, pod)));
  }

  private static Map<String, Workload> workloads(Section section, Pod pod) {
    Map<String, Workload> workloads = new LinkedHashMap<>();
    for (Value value : section.all()) {
      if (!Names.isLabel(value.key())) {
        value.failKey("a workload's name has a-z, 0-9 and - and at most 63 letters", "");
      }
      value
          .section(WorkloadReader::read)
          .ifPresent(
              read -> {
                fits(read, pod, value);
                workloads.put(value.key(), read);
              });
    }
    int found = section.all().size();
    if (found < 1 || found > MOST) {
      section.fail("expected 1 to " + MOST + " workloads, found " + found, "");
    }
    return workloads;
  }

  private static void fits(Workload workload, Pod pod, Value value) {
    if (workload instanceof Workload.Jmh jmh
        && jmh.benchmarks().contains("bandwidth")
        && pod.memory() < LEAST_FOR_BANDWIDTH) {
      value.fail(
          "the group \"bandwidth\" needs pod.resources.memory of at least 224Mi",
          "raise it, or leave the group out");
    }
  }
}
