package dev.tare.target.kubernetes.observer;

import dev.tare.observe.Sandbox;
import dev.tare.result.Fact;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.KubeletCalls;
import dev.tare.target.pods.NetworkStamps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an observer sees of its node; a view that its tier does not grant is blind. */
interface NodeSight extends AutoCloseable {

  Tier tier();

  List<Fact> facts();

  List<Reading> memory(List<Sandbox> sandboxes);

  List<Reading> cpu(List<Sandbox> sandboxes);

  /** How near the node is to suffering; of the pods' cgroups only where the tier sees them. */
  Reading strain(List<Sandbox> sandboxes);

  /** Writes and flushes of each disk since boot: no namespace hides them. */
  Map<String, Long> diskWrites();

  /**
   * The pod with its sandbox's id; the id is empty in a tier that needs none. Empty when the node
   * does not show it.
   */
  Optional<Sandbox> sandbox(Wire.PodRef pod);

  /** How often its CPU limit stopped it; empty when it has none. */
  Optional<Reading> cpuLimit(Wire.PodQuestion pod);

  /** What the runtime says of one of its handlers; nothing where the tier does not ask it. */
  default HandlerFacts handler(String name) {
    return HandlerFacts.UNKNOWN;
  }

  /** How these processes are held; none where the tier sees no processes. */
  default List<Serving> confinement(List<ProcessMemory> processes) {
    return List.of();
  }

  /** Versions of the programs that these processes run; none where the tier sees no processes. */
  default Map<String, String> programs(List<ProcessMemory> processes) {
    return Map.of();
  }

  /** The address of the pod with that uid; empty as long as it has none, or the tier shows none. */
  default Optional<String> address(String uid) {
    return Optional.empty();
  }

  /** What runtime or kubelet say of its memory. */
  Reading stats(Wire.PodQuestion pod);

  /** When the network of its sandbox was made, or why nobody knows. */
  default NetworkStamps network(Wire.PodQuestion pod) {
    return NetworkStamps.unknown(
        tier().blind("what the runtime's CNI plugins stamp", Tier.RUNTIME));
  }

  /** By which calls its kubelet had it made, or why nobody knows. */
  default KubeletCalls kubeletCalls(Wire.CallsQuestion question) throws InterruptedException {
    return KubeletCalls.unknown(tier().blind("files of the node", Tier.PROCESSES, Tier.RUNTIME));
  }

  Wire.Remains remains(Wire.RemainsQuestion question);

  /** Calls back with each task that the runtime makes; never where the tier does not tell. */
  void listen(Feed<Wire.Task> tasks);

  @Override
  void close();
}
