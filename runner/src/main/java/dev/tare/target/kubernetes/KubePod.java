package dev.tare.target.kubernetes;

import dev.tare.observe.Sandbox;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.target.Clock;
import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.LogLine;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.PodFailure;
import dev.tare.target.pods.PodRequest;
import dev.tare.target.pods.PortWatch;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pod of the cluster with one container, from the request to its end. */
final class KubePod implements LivePod {
  private static final long STARTED_MILLIS = 100;

  private final KubeRun run;
  private final KubePlace place;
  private final PodRequest request;
  private final Marks marks;
  private final PodSight sight;
  private final PodOutput output;
  private @Nullable Pod manifest;
  private String uid = "";

  /** Whether nobody knows if the API server made it. */
  private boolean unanswered;

  KubePod(KubeRun run, KubePlace place, PodRequest request, Marks marks) {
    this.run = run;
    this.place = place;
    this.request = request;
    this.marks = marks;
    this.sight = new PodSight(marks);
    this.output =
        new PodOutput(run.cluster().following(), run.namespace(), request.name(), run.clock());
  }

  @Override
  public PodRequest request() {
    return request;
  }

  @Override
  public Marks marks() {
    return marks;
  }

  private Clock clock() {
    return run.clock();
  }

  /** What needs no pod yet: a schedule's next one is not asked for late because of it. */
  @Override
  public void prepare() {
    manifest = prepared();
  }

  private Pod prepared() {
    Pod known = manifest;
    if (known != null) {
      return known;
    }
    Pod pod = KubePodManifest.of(request, place.node(), run.tolerations());
    run.secrets()
        .provide(
            pod.getSpec().getImagePullSecrets().stream()
                .map(LocalObjectReference::getName)
                .toList());
    return pod;
  }

  /** Creates it; the API server's answer says nothing about the node yet. */
  @Override
  public void start() throws PodFailure, InterruptedException {
    Pod pod = prepared();
    run.watch().expect(request.name(), sight);
    try (Clients.Lease lease = run.cluster().creating().lease()) {
      ClientQueue.Timed<Pod> created =
          run.queue()
              .time(() -> lease.client().resource(pod).inNamespace(run.namespace()).create());
      marks.add(Phase.REQUESTED, created.askedNanos(), created.queuedNanos());
      marks.add(Phase.ACKNOWLEDGED, created.answeredNanos());
      uid = created.answer().getMetadata().getUid();
    } catch (KubernetesClientException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      unanswered = run.cluster().errors().unanswered(e);
      throw PodFailure.of("creating it", run.say(e));
    }
  }

  /** Whether its container was started; it may have ended since. */
  boolean started() {
    return sight.started();
  }

  @Override
  public List<LogLine> output() {
    // The API server answers 400 for the log of a container that has not started.
    return sight.started() ? output.read() : List.of();
  }

  /** Woken by the watch or by the log itself: a hundred pods that look often would cost much. */
  @Override
  public void awaitOutput() throws InterruptedException {
    if (sight.started()) {
      output.await();
    } else {
      sight.awaitStarted(STARTED_MILLIS);
    }
  }

  @Override
  public void requireOutput() throws PodFailure {
    Optional<String> refused = output.refused();
    if (refused.isPresent()) {
      throw PodFailure.of("reading its log", refused.get());
    }
  }

  @Override
  public Optional<String> ended() {
    if (sight.deletion().isPresent()) {
      return Optional.of("somebody deleted the pod");
    }
    Optional<String> trouble = sight.latest().flatMap(PodTrouble::of);
    return trouble.isPresent() || sight.started()
        ? trouble
        : run.events().sandboxTrouble(request.name());
  }

  /** From its node: only there is its address known as soon as it has one. */
  @Override
  public PortWatch watch(Ready.Asked wanted) {
    return place.view().watch(() -> uid, wanted);
  }

  @Override
  public Optional<Exit> exit() throws PodFailure {
    Optional<Exit> exit = sight.latest().flatMap(PodTrouble::exit);
    if (exit.isEmpty()) {
      Optional<String> trouble = ended();
      if (trouble.isPresent()) {
        throw PodFailure.of("running", trouble.get());
      }
    }
    return exit;
  }

  @Override
  public boolean drained() {
    return output.drained();
  }

  @Override
  public boolean listens() {
    return sight.ready();
  }

  @Override
  public String address() throws PodFailure, InterruptedException {
    long deadline = clock().nanoTime() + request.limit().toNanos();
    while (clock().nanoTime() < deadline) {
      Optional<String> address =
          sight.latest().map(pod -> pod.getStatus().getPodIP()).filter(ip -> !ip.isEmpty());
      if (address.isPresent()) {
        return address.get();
      }
      sight.await(100);
    }
    throw PodFailure.of("waiting for its address", ended().orElse("the node gave it none"));
  }

  /** The node finds the sandbox's own id by the pod's uid. */
  @Override
  public Sandbox sandbox() throws PodFailure, InterruptedException {
    long deadline = clock().nanoTime() + request.limit().toNanos();
    while (sight.containerId().isEmpty() && clock().nanoTime() < deadline) {
      sight.await(100);
    }
    return new Sandbox(request.name(), uid, sight.containerId().map(List::of).orElseGet(List::of));
  }

  /** The kubelet names the pod's cgroup by its uid, with underscores where systemd makes it. */
  @Override
  public boolean limits(String cgroup) {
    if (uid.isEmpty()) {
      return false;
    }
    String systemd = "-pod" + uid.replace('-', '_') + ".slice";
    for (String part : cgroup.split("/", -1)) {
      if (part.equals("pod" + uid) || part.endsWith(systemd)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Reading> stats(int level) {
    return place.view().stats(request.name(), uid, level);
  }

  @Override
  public Optional<Reading> cpuLimit() {
    return place.view().cpuLimit(request.name(), uid);
  }

  @Override
  public void remove() {
    // Before the stop: taking the network down takes the stamps away.
    place.view().network(request.name(), known()).addTo(marks);
    marks.add(Phase.STOP_REQUESTED, clock().nanoTime());
    List<String> containers = sight.containerId().map(List::of).orElseGet(List::of);
    try {
      new KubePodRemoval(run, place.view(), request.name(), unanswered)
          .remove(sight, known(), containers, marks);
      containers.forEach(container -> place.view().addEvents(container, marks));
    } finally {
      output.close();
      run.watch().forget(request.name());
    }
  }

  /** A kubelet exports its spans in batches. */
  @Override
  public void addLateMarks() {
    if (sight.started()) {
      place.view().kubeletCalls(known()).addTo(marks);
    }
  }

  /** Its uid, from the watch when the API server's answer was lost; else empty. */
  private String known() {
    return uid.isEmpty() ? sight.latest().map(pod -> pod.getMetadata().getUid()).orElse("") : uid;
  }
}
