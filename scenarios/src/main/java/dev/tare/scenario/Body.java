package dev.tare.scenario;

import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of a file that the matrix varies: the pod and the workloads by name. */
record Body(Pod pod, Map<String, Workload> workloads) {

  private static final int MOST = 32;

  static Body read(Section top) {
    Value workloads = top.required("workloads", "{one-at-a-time: {startup: …}}");
    return new Body(top.value("pod").section(PodReader::read), workloads.section(Body::workloads));
  }

  private static Map<String, Workload> workloads(Section section) {
    Map<String, Workload> workloads = new LinkedHashMap<>();
    for (Value value : section.all()) {
      if (!Names.isLabel(value.key())) {
        value.failKey("a workload's name has a-z, 0-9 and - and at most 63 letters", "");
      }
      value.section(WorkloadReader::read).ifPresent(read -> workloads.put(value.key(), read));
    }
    int found = section.all().size();
    if (found < 1 || found > MOST) {
      section.fail("expected 1 to " + MOST + " workloads, found " + found, "");
    }
    return workloads;
  }
}
