package dev.tare.scenario;

import java.time.Duration;
import java.util.List;

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

  /**
   * Pods are started and timed until they answer.
   *
   * @param ready what ends the measurement
   */
  record Startup(Arrival arrival, Ready ready) implements Workload {
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
      return switch (arrival) {
        case Arrival.Serial _ -> 1;
        case Arrival.Burst burst -> burst.pods();
      };
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
   * JMH benchmarks in one pod.
   *
   * @param benchmarks groups of the suite, for example {@code syscall}
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
   * Throughput from a client pod to a server pod, then request latency at a fixed rate.
   *
   * @param flows parallel TCP connections of the throughput part
   * @param duration of each of the two parts
   * @param rate requests per second of the latency part
   */
  record Network(int flows, Duration duration, int rate) implements Workload {
    @Override
    public String family() {
      return "network";
    }

    @Override
    public int pods() {
      return 2;
    }
  }
}
