package dev.tare.target.cri;

import dev.tare.result.Reading;
import dev.tare.scenario.RuntimeSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first pod of each runtime since its node's start, where the run itself saw that start. */
final class ColdStarts {
  private final boolean fresh;
  private final Set<String> handlers = new HashSet<>();
  private final Map<String, Reading> readings = new HashMap<>();

  /**
   * @param fresh whether the run brought the node up
   */
  ColdStarts(boolean fresh) {
    this.fresh = fresh;
  }

  /**
   * Takes the pod from which a runtime's receipt was taken.
   *
   * @param ours whether the pod ran on the node that the run brought up
   */
  void add(RuntimeSpec runtime, boolean ours, Reading.FirstPod pod) {
    boolean first = ours && handlers.add(runtime.handler());
    Reading reading = pod;
    if (!fresh || !ours) {
      reading =
          new Reading.Blind(
              Reading.FirstPod.VIEW,
              "the node was up before this run; 'tare node down' first shows it");
    } else if (!first) {
      reading =
          new Reading.Blind(
              Reading.FirstPod.VIEW, "another runtime with the same handler had its pod before");
    }
    readings.put(runtime.name(), reading);
  }

  /** What is known of that runtime's, told once. */
  Optional<Reading> take(RuntimeSpec runtime) {
    return Optional.ofNullable(readings.remove(runtime.name()));
  }
}
