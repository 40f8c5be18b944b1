package dev.tare.target.pods;

import dev.tare.observe.Observer;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node as the pods of one trial see it: what makes them, and what watches them. */
public interface PodPlace {

  /** A pod that is not asked for yet. */
  LivePod pod(PodRequest request, Marks marks);

  /** The harness's clocks. */
  Clock clock();

  /**
   * The node's wall clock against the harness's monotonic one, read now; empty when nobody tells.
   */
  Optional<WallClock.Pair> wallClock();

  Observer observer();

  /** Where the node's pods call home; empty where nobody listens. */
  Optional<HomeCalls> home();

  /** Why nobody can see when a port of a pod here answers; empty when somebody can. */
  default Optional<String> unseenPorts() {
    return Optional.empty();
  }

  /**
   * That runtime's first pod since the start of its node, or why nobody knows which one it was;
   * empty when it was told already.
   */
  Optional<Reading> coldStart(RuntimeSpec runtime);

  /** The longest of the random pauses between pods that come one after another. */
  Duration longestPause();

  /** The kernel that a pod without a sandbox of its own runs on. */
  PodKernel.Host host();

  /** What a runtime is by its type, unless the user says it. */
  Expectation claim(RuntimeSpec runtime);

  /** What is added to the limits of that runtime's pods for the sandbox itself. */
  Overhead overhead(RuntimeSpec runtime);

  /** What the node says of what serves that runtime's pods. */
  HandlerFacts handler(RuntimeSpec runtime);

  /** How these processes of the node are held, where the place sees any. */
  default List<Serving> confinement(List<ProcessMemory> processes) {
    return List.of();
  }

  /** Of the programs that these processes run, where the place can ask them: name to version. */
  default Map<String, String> programs(List<ProcessMemory> processes) {
    return Map.of();
  }
}
