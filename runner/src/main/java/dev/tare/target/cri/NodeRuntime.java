package dev.tare.target.cri;

import dev.tare.result.Fact;
import dev.tare.result.Reading;
import dev.tare.target.TargetException;
import dev.tare.target.cri.api.ListPodSandboxRequest;
import dev.tare.target.cri.api.MemoryUsage;
import dev.tare.target.cri.api.PodSandbox;
import dev.tare.target.cri.api.PodSandboxFilter;
import dev.tare.target.cri.api.PodSandboxStatsRequest;
import dev.tare.target.cri.api.PodSandboxStatusRequest;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.NetworkStamps;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a node's runtime tells of pods that somebody else, a kubelet, asked it for. */
public final class NodeRuntime implements AutoCloseable {
  private static final String UID_LABEL = "io.kubernetes.pod.uid";
  private static final long RESUBSCRIBE_SECONDS = 1;

  private final CriEndpoint endpoint;
  private final ScheduledExecutorService again =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private @Nullable TaskStream stream;
  private @Nullable PodNetwork network;

  private NodeRuntime(CriEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Connects.
   *
   * @param socket {@code unix:///path}
   * @throws dev.tare.target.TargetException when nothing that speaks CRI answers there
   */
  public static NodeRuntime connect(String socket) {
    return new NodeRuntime(CriEndpoint.connect(socket));
  }

  /** Told when a task was made. */
  public interface TaskListener {
    /**
     * A container's task was created, or started.
     *
     * @param started false when it was created
     * @param wallNanos on the node's wall clock, since 1970
     */
    void task(String container, boolean started, long wallNanos);
  }

  /** Listens until closed; where the runtime ends the stream (it is restarted), listens again. */
  public synchronized void listen(TaskListener listener) {
    stream =
        TaskStream.subscribe(
            endpoint,
            new TaskStream.Listener() {
              @Override
              public void heard(String topic, String container, long wallNanos) {
                listener.task(container, topic.equals(TaskStream.STARTED), wallNanos);
              }

              @Override
              public void ended(String reason) {
                if (!again.isShutdown()) {
                  var _ =
                      again.schedule(() -> listen(listener), RESUBSCRIBE_SECONDS, TimeUnit.SECONDS);
                }
              }
            });
  }

  /** Whether a kubelet has pods there: it takes away all that it did not make itself. */
  public boolean servesKubelet() {
    try {
      return endpoint
          .runtime()
          .listPodSandbox(ListPodSandboxRequest.getDefaultInstance())
          .getItemsList()
          .stream()
          .anyMatch(sandbox -> sandbox.containsLabels(UID_LABEL));
    } catch (StatusRuntimeException e) {
      throw new TargetException(
          "the runtime does not list its sandboxes (" + CriErrors.say(e) + ")", "");
    }
  }

  /** The id of that pod's sandbox, its newest when it was made anew; empty when there is none. */
  public Optional<String> sandbox(String uid) {
    ListPodSandboxRequest request =
        ListPodSandboxRequest.newBuilder()
            .setFilter(PodSandboxFilter.newBuilder().putLabelSelector(UID_LABEL, uid))
            .build();
    try {
      return endpoint.runtime().listPodSandbox(request).getItemsList().stream()
          .max(Comparator.comparingInt(sandbox -> sandbox.getMetadata().getAttempt()))
          .map(PodSandbox::getId);
    } catch (StatusRuntimeException e) {
      throw new TargetException(
          "the runtime does not list its sandboxes (" + CriErrors.say(e) + ")", "");
    }
  }

  /** The address of that pod's sandbox; empty when it has none yet. */
  public Optional<String> address(String uid) {
    try {
      return sandbox(uid)
          .map(
              id ->
                  endpoint
                      .runtime()
                      .podSandboxStatus(
                          PodSandboxStatusRequest.newBuilder().setPodSandboxId(id).build())
                      .getStatus()
                      .getNetwork()
                      .getIp())
          .filter(address -> !address.isEmpty());
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * What it says of itself, as facts of the node; unknown with its words when it does not answer.
   *
   * @param root the node's root folder, as this program sees it
   */
  public List<Fact> facts(Path root) {
    return RuntimeFacts.ifItAnswers(endpoint, root);
  }

  /** The same facts where nobody asks a runtime. */
  public static List<Fact> unknownFacts(String because) {
    return RuntimeFacts.unknown(because);
  }

  /**
   * What it says of one of its handlers; nothing when it does not answer.
   *
   * @param root the node's root folder, for files that its configuration names
   */
  public HandlerFacts handler(String name, Path root) {
    try {
      return Handlers.of(endpoint).facts(endpoint, name, root);
    } catch (StatusRuntimeException e) {
      return HandlerFacts.UNKNOWN;
    }
  }

  /**
   * When the network of that pod's sandbox was made, or why nobody knows.
   *
   * @param seen where this program sees a path of the node's, for what CNI plugins wrote
   */
  public NetworkStamps networkStamps(String uid, UnaryOperator<Path> seen) {
    try {
      return network().stamps(seen, sandbox(uid).orElse(""));
    } catch (StatusRuntimeException e) {
      return NetworkStamps.unknown(
          "the runtime does not tell its status (" + CriErrors.say(e) + ")");
    }
  }

  /** Asked once: an observer lives as long as a run. */
  private synchronized PodNetwork network() {
    PodNetwork known = network;
    if (known == null) {
      known = PodNetwork.of(endpoint);
      network = known;
    }
    return known;
  }

  /** What the runtime says of a sandbox's memory, or why it does not. */
  public Reading memory(String pod, int level, String sandbox) {
    try {
      MemoryUsage memory =
          endpoint
              .runtime()
              .podSandboxStats(PodSandboxStatsRequest.newBuilder().setPodSandboxId(sandbox).build())
              .getStats()
              .getLinux()
              .getMemory();
      return memory.hasUsageBytes()
          ? new Reading.RuntimeStats(
              pod, level, memory.getUsageBytes().getValue(), memory.getWorkingSetBytes().getValue())
          : new Reading.Blind(
              "runtime-stats", "pod " + pod + ": the runtime gives no memory in its statistics");
    } catch (StatusRuntimeException e) {
      return new Reading.Blind("runtime-stats", "pod " + pod + ": " + CriErrors.say(e));
    }
  }

  @Override
  public synchronized void close() {
    again.shutdownNow();
    TaskStream open = stream;
    if (open != null) {
      open.close();
    }
    endpoint.close();
  }
}
