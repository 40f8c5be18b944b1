package dev.tare.target.kubernetes.observer;

import dev.tare.observe.Observer;
import dev.tare.observe.Sandbox;
import dev.tare.result.Fact;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.KubeletCalls;
import dev.tare.target.pods.NetworkStamps;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PortWatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;

/** The observer of another machine, or of a node that is looked at from outside. */
public final class RemoteObserver implements Observer {
  /** Kubelets export their spans every five seconds if nothing else is set. */
  private static final long CALLS_MILLIS = 6_000;

  /** Whether the last pod's did not come in time: where nothing comes, not each is waited for. */
  private volatile boolean callsLate;

  private final NodeChannel channel;
  private final Questions questions;
  private final NodeClocks clocks;
  private final RemoteHome home;
  private final RemoteTasks tasks = new RemoteTasks();
  private final FeedReader<Wire.Call> callFeed;
  private final FeedReader<Wire.Task> taskFeed;

  private RemoteObserver(NodeChannel channel, NodeClocks clocks, Wire.Home home) {
    this.channel = channel;
    this.questions = new Questions(channel);
    this.clocks = clocks;
    this.home = new RemoteHome(clocks.node(), link(), home);
    this.callFeed =
        new FeedReader<>(questions, "/calls", home.instance(), new TypeReference<>() {}, this.home);
    this.taskFeed =
        new FeedReader<>(questions, "/events", home.instance(), new TypeReference<>() {}, tasks);
  }

  /**
   * Gets to know an observer and begins to follow it.
   *
   * @param channel closed with the observer
   * @param ownBootId of the kernel that this program runs on; empty when it has none of that kind
   * @throws TargetException when it does not answer as an observer does
   */
  public static RemoteObserver connect(NodeChannel channel, Clock clock, String ownBootId) {
    try {
      NodeClocks clocks = NodeClocks.compare(new Questions(channel), clock, ownBootId);
      Wire.Home home = new Questions(channel).get("/home", Wire.Home.class);
      RemoteObserver observer = new RemoteObserver(channel, clocks, home);
      clocks.keepComparing();
      observer.callFeed.start();
      observer.taskFeed.start();
      return observer;
    } catch (IOException e) {
      channel.close();
      throw new TargetException(
          "the node observer does not answer: " + e.getMessage(),
          "is its pod running? 'tare doctor' looks at it");
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new TargetException("interrupted while getting to know the node observer", "");
    }
  }

  private RemoteHome.Link link() {
    return new RemoteHome.Link() {
      @Override
      public Wire.Home learn() throws IOException, InterruptedException {
        clocks.compareAnew();
        return questions.once("/home", Wire.Home.class);
      }

      @Override
      public ClockLink.Stamp toHarness(long nodeNanos) {
        return clocks.toHarness(nodeNanos);
      }
    };
  }

  /** The node's name. */
  public String node() {
    return clocks.node();
  }

  public Tier tier() {
    return clocks.tier();
  }

  /** The kernel that the observer runs on, which is the node's unless it got a sandbox itself. */
  public PodKernel.Host host() {
    return clocks.host();
  }

  /** Where the node's pods call home. */
  public HomeCalls home() {
    return home;
  }

  /** Why it cannot see when a port of a pod answers; empty when it can. */
  public Optional<String> unseenPorts() {
    return tier() == Tier.RUNTIME
        ? Optional.empty()
        : Optional.of(tier().blind("addresses of pods", Tier.RUNTIME));
  }

  /**
   * Begins to look whether a port of a pod answers.
   *
   * @param uid the pod's, asked for when somebody waits
   */
  public PortWatch watch(Supplier<String> uid, Ready.Asked wanted) {
    return new RemotePortWatch(questions, clocks, uid, wanted, clocks.harness());
  }

  /** The node's wall clock against our monotonic one; empty when it cannot be asked now. */
  public Optional<WallClock.Pair> wallClock() {
    return clocks.wall();
  }

  /**
   * When the node's runtime made that container's task, on the node's wall clock, if it said so.
   */
  public Optional<Long> taskCreated(String container) {
    return tasks.created(container);
  }

  /** When it started it. */
  public Optional<Long> taskStarted(String container) {
    return tasks.started(container);
  }

  /** Lets go of what was heard of that container. */
  public void forget(String container) {
    tasks.forget(container);
  }

  /**
   * A pod as the node knows it; its id is empty in a tier that sees no processes. Empty when the
   * node does not show its sandbox.
   */
  public Optional<Sandbox> sandbox(String pod, String uid, List<String> containers) {
    Wire.PodRef asked = new Wire.PodRef(pod, uid, containers);
    return Stream.of(answer("/sandbox", asked, Sandbox[].class, _ -> new Sandbox[0])).findFirst();
  }

  @Override
  public List<Reading> memory(List<Sandbox> sandboxes) {
    return List.of(answer("/memory", sandboxes, Reading[].class, RemoteObserver::blindMemory));
  }

  @Override
  public Reading strain(List<Sandbox> sandboxes) {
    return answer("/strain", sandboxes, Reading.class, reason -> new Reading.Blind("node", reason));
  }

  private static Reading[] blindMemory(String reason) {
    return Stream.of("node", "process-tree", "cgroup")
        .map(view -> new Reading.Blind(view, reason))
        .toArray(Reading[]::new);
  }

  @Override
  public List<Reading> cpu(List<Sandbox> sandboxes) {
    return List.of(
        answer(
            "/cpu",
            sandboxes,
            Reading[].class,
            reason -> new Reading[] {new Reading.Blind("cpu", reason)}));
  }

  /** How often a pod's CPU limit stopped it; empty when it has none. */
  public Optional<Reading> cpuLimit(String pod, String uid) {
    return Stream.of(
            answer(
                "/cpu-limit",
                new Wire.PodQuestion(pod, uid, "", 0),
                Reading[].class,
                reason -> new Reading[] {new Reading.Blind("cpu-limit", reason)}))
        .findFirst();
  }

  /**
   * What runtime or kubelet say of a pod's memory.
   *
   * @param sandbox its id, or empty
   * @param level number of pods that stand
   */
  public List<Reading> stats(String pod, String uid, String sandbox, int level) {
    return List.of(
        answer(
            "/stats",
            new Wire.PodQuestion(pod, uid, sandbox, level),
            Reading[].class,
            reason -> new Reading[] {new Reading.Blind("runtime-stats", reason)}));
  }

  /** When the network of that pod's sandbox was made, or why nobody knows. */
  public NetworkStamps network(String pod, String uid) {
    return answer(
        "/network",
        new Wire.PodQuestion(pod, uid, "", 0),
        NetworkStamps.class,
        NetworkStamps::unknown);
  }

  /**
   * By which calls the kubelet had that pod made, or why nobody knows.
   *
   * @param folder in which somebody writes them down, as a path on the node
   */
  public KubeletCalls kubeletCalls(String uid, String folder) {
    KubeletCalls calls =
        answer(
            "/kubelet-calls",
            new Wire.CallsQuestion(uid, folder, callsLate ? 0 : CALLS_MILLIS),
            KubeletCalls.class,
            KubeletCalls::unknown);
    callsLate = calls.late();
    return calls;
  }

  /** What the node's runtime says of one of its handlers; nothing when nobody asks it. */
  public HandlerFacts handler(String name) {
    return answer(
        "/handler", new Wire.HandlerQuestion(name), HandlerFacts.class, _ -> HandlerFacts.UNKNOWN);
  }

  /** How these processes of the node are held; none when it does not answer. */
  public List<Serving> confinement(List<ProcessMemory> processes) {
    return List.of(answer("/confinement", processes, Serving[].class, _ -> new Serving[0]));
  }

  /** Versions of the programs that these processes run, as far as the node tells them. */
  public Map<String, String> programs(List<ProcessMemory> processes) {
    return answer("/programs", processes, Wire.Programs.class, _ -> new Wire.Programs(Map.of()))
        .versions();
  }

  /**
   * What the node still has of a pod.
   *
   * @param ids of its sandbox and containers
   */
  public Remains remains(String uid, List<String> ids) {
    try {
      Wire.Remains left =
          questions.post("/gone", new Wire.RemainsQuestion(uid, ids), Wire.Remains.class);
      String unknown = left.unknownBecause();
      return new Remains(left.processes(), left.cgroups(), Optional.ofNullable(unknown));
    } catch (IOException e) {
      return new Remains(0, 0, Optional.of(silent(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Remains(0, 0, Optional.of("interrupted"));
    }
  }

  /**
   * What is left of a pod.
   *
   * @param processes that hold its memory
   * @param cgroups that hold at most its file pages
   * @param unknown why nobody knows; then the numbers say nothing
   */
  public record Remains(int processes, int cgroups, Optional<String> unknown) {

    /** Whether it is known that nothing is left. */
    public boolean gone() {
      return unknown.isEmpty() && processes == 0 && cgroups == 0;
    }
  }

  @Override
  public Map<String, Long> diskWrites() {
    try {
      return questions.once("/disks", Wire.Disks.class).writes();
    } catch (IOException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  @Override
  public List<Fact> facts() {
    try {
      return List.of(questions.get("/facts", Fact[].class));
    } catch (IOException e) {
      throw new TargetException(silent(e), "is its pod running?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetException("interrupted while asking what node " + node() + " is", "");
    }
  }

  private <T> T answer(String path, Object question, Class<T> type, Function<String, T> silence) {
    try {
      return questions.post(path, question, type);
    } catch (IOException e) {
      return silence.apply(silent(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return silence.apply("interrupted while asking the node observer");
    }
  }

  private String silent(IOException e) {
    return "the observer of node %s does not answer: %s".formatted(node(), e.getMessage());
  }

  @Override
  public void close() {
    callFeed.close();
    taskFeed.close();
    clocks.close();
    home.close();
    channel.close();
  }
}
