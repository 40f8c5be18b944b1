package dev.tare.target.cri;

import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import java.time.Duration;
import java.util.List;

/**
 * A pod to be started.
 *
 * @param name unique on the node
 * @param run the run's id, by which what a crash left behind is found
 * @param shape limits and requests
 * @param command of the one container
 * @param limit how long each call to the runtime may take
 */
record PodRequest(
    String name,
    String run,
    RuntimeSpec runtime,
    Pod shape,
    String image,
    List<String> command,
    Duration limit) {
  PodRequest {
    command = List.copyOf(command);
  }
}
