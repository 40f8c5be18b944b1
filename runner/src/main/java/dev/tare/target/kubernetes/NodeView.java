package dev.tare.target.kubernetes;

import dev.tare.observe.Observer;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.KubeletCalls;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.NetworkStamps;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PortWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a run sees of one node of the cluster, beside what the API server tells. */
interface NodeView extends Observer {

  /** Where pods of the node call home; empty when nobody listens there. */
  Optional<HomeCalls> home();

  /** Why nobody sees when a port of a pod answers there; empty when somebody does. */
  Optional<String> unseenPorts();

  /** Begins to look whether a port of the pod with that uid answers; only where it is seen. */
  PortWatch watch(Supplier<String> uid, Ready.Asked wanted);

  /** The node's wall clock against the harness's monotonic one; empty when nobody reads it. */
  Optional<WallClock.Pair> wallClock();

  /** The node's own kernel. */
  PodKernel.Host host();

  /** What the node's runtime says of one of its handlers; nothing when nobody asks it. */
  HandlerFacts handler(String name);

  /** How these processes are held; none where nobody sees them. */
  List<Serving> confinement(List<ProcessMemory> processes);

  /** Versions of the programs that these processes run, as far as the node tells them. */
  Map<String, String> programs(List<ProcessMemory> processes);

  /** Adds when the runtime made and started the task of that container, if somebody heard it. */
  void addEvents(String container, Marks marks);

  /** When the network of a pod's sandbox was made, or why nobody knows; asked while it stands. */
  NetworkStamps network(String pod, String uid);

  /** By which calls the kubelet had a pod made, or why nobody knows; asked when it has started. */
  KubeletCalls kubeletCalls(String uid);

  /** What the runtime or the kubelet answers when asked for the memory of a pod. */
  List<Reading> stats(String pod, String uid, int level);

  /** How often its CPU limit stopped a pod; empty when nobody sees it. */
  Optional<Reading> cpuLimit(String pod, String uid);

  /** Whether nothing of the pod is left on the node; empty when nobody sees it. */
  Optional<Boolean> released(String uid, List<String> containers);
}
