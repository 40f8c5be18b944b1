package dev.tare.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What runs in the pods of a trial, and what is asked of them. */
public sealed interface Workload {

  /** The key in scenario files, and the first part of the metric names. */
  String family();

  /** How many pods a trial creates, warm-ups aside. */
  int pods();

  /** The most pods that stand at one time. */
  default int together() {
    return pods();
  }

  /** What runs in its pods beside Tare's own payload. */
  default List<Program> programs() {
    return List.of();
  }

  /**
   * Pods are started and timed until they answer.
   *
   * @param ready what ends the measurement
   * @param program what runs in the pods; empty for Tare's own payload
   */
  record Startup(Arrival arrival, Ready ready, Optional<Program> program) implements Workload {

    /** Of Tare's own payload. */
    public Startup(Arrival arrival, Ready ready) {
      this(arrival, ready, Optional.empty());
    }

    @Override
    public List<Program> programs() {
      return program.stream().toList();
    }

    @Override
    public String family() {
      return "startup";
    }

    @Override
    public int pods() {
      return arrival.pods();
    }

    @Override
    public int together() {
      return arrival.together();
    }
  }

  /**
   * Idle pods are added level by level, and memory is read at each level.
   *
   * @param levels numbers of pods, ascending; zero is always read first
   * @param settle how long a level stands before it is read
   */
  record Memory(List<Integer> levels, Duration settle) implements Workload {
    public Memory {
      levels = List.copyOf(levels);
    }

    @Override
    public String family() {
      return "memory";
    }

    @Override
    public int pods() {
      return levels.getLast();
    }
  }

  /**
   * Idle pods are added one after another until one does not answer in time, a pod fails, or the
   * node comes near to suffering.
   *
   * @param most the cap: so many pods, and no more, are added
   * @param step after so many pods the level is looked at as a whole; levels are what can be good
   * @param start the objective: how long a pod may take from its request to its answer
   * @param settle how long a level stands before it is looked at
   * @param reserve bytes that must stay available on the node; empty for 512 MiB or 5 % of its
   *     memory, whichever is more
   */
  record Density(int most, int step, Duration start, Duration settle, Optional<Long> reserve)
      implements Workload {
    @Override
    public String family() {
      return "density";
    }

    /** At most so many: what gives out sooner ends it. */
    @Override
    public int pods() {
      return most;
    }

    /** How many levels there are at most. */
    public int levels() {
      return (most + step - 1) / step;
    }
  }

  /**
   * Each load in a pod of its own, one after another, while the sandbox's memory is watched.
   *
   * @param hold how long a load stands, and how long its pod is watched afterwards; whole seconds
   */
  record Working(List<Load> loads, Duration hold) implements Workload {
    public Working {
      loads = List.copyOf(loads);
    }

    @Override
    public String family() {
      return "working";
    }

    /** The network's load has a second pod to stream to. */
    @Override
    public int pods() {
      return loads.size() + (loads.contains(Load.NETWORK) ? 1 : 0);
    }

    @Override
    public int together() {
      return loads.contains(Load.NETWORK) ? 2 : 1;
    }
  }

  /**
   * JMH benchmarks in one pod.
   *
   * @param benchmarks groups of the suite, for example {@code syscall}; see FORMAT.md
   */
  record Jmh(List<String> benchmarks, Profile profile) implements Workload {
    public Jmh {
      benchmarks = List.copyOf(benchmarks);
    }

    @Override
    public String family() {
      return "jmh";
    }

    @Override
    public int pods() {
      return 1;
    }
  }

  /**
   * CPU time that sandboxes take while they are started and while their pods sleep.
   *
   * @param pods started one after another, which then stand together
   * @param idle how long they sleep
   */
  record Cpu(int pods, Duration idle) implements Workload {
    @Override
    public String family() {
      return "cpu";
    }
  }

  /**
   * A client pod, which is the one under test, against a server pod.
   *
   * @param flows parallel TCP connections of the throughput parts
   * @param duration of each part
   * @param rate requests per second of the latency part
   * @param parts in the order in which they run
   * @param peer the runtime of the server pod; empty for that of the client
   * @param peerNode where the server pod stands
   * @param cpu whether the node's CPU time is looked at around each part
   */
  record Network(
      int flows,
      Duration duration,
      int rate,
      List<NetworkPart> parts,
      Optional<String> peer,
      PeerNode peerNode,
      boolean cpu)
      implements Workload {
    public Network {
      parts = List.copyOf(parts);
    }

    @Override
    public String family() {
      return "network";
    }

    @Override
    public int pods() {
      return 2;
    }
  }

  /**
   * Any program, whose output has the numbers.
   *
   * @param server a second pod that it talks to
   * @param metrics those that the scenario names; empty where the parser knows its tool's
   * @param takes about how long it runs, for estimates alone
   */
  record Command(
      Program program,
      Optional<CommandServer> server,
      Parser parser,
      List<StatedMetric> metrics,
      Duration takes)
      implements Workload {
    public Command {
      metrics = List.copyOf(metrics);
    }

    @Override
    public String family() {
      return "command";
    }

    @Override
    public int pods() {
      return server.isPresent() ? 2 : 1;
    }

    @Override
    public List<Program> programs() {
      return server.isPresent() ? List.of(program, server.get().program()) : List.of(program);
    }
  }
}
