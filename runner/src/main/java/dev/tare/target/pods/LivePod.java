package dev.tare.target.pods;

import dev.tare.observe.Sandbox;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import java.util.List;
import java.util.Optional;

/** One pod with one container, from the request to its end. */
public interface LivePod {

  PodRequest request();

  /** Its moments so far; the target adds what it sees, the trial what it hears. */
  Marks marks();

  /**
   * Does beforehand what takes time and is no part of the start; {@link #start} does it where it
   * was not done.
   */
  default void prepare() throws PodFailure {}

  /** Asks for the pod; returns when the target has answered, which need not mean that it runs. */
  void start() throws PodFailure, InterruptedException;

  /** The whole lines that its container printed since the last call; none before it runs. */
  List<LogLine> output() throws PodFailure, InterruptedException;

  /** Waits until there may be more output; returns after some milliseconds at the latest. */
  void awaitOutput() throws InterruptedException;

  /** Fails when nothing that the container prints can ever arrive here. */
  void requireOutput() throws PodFailure, InterruptedException;

  /** Why its container will not say any more; empty while it may. */
  Optional<String> ended() throws PodFailure, InterruptedException;

  /**
   * Begins to look whether one of its ports answers; before or after the start.
   *
   * @see PodPlace#unseenPorts whether anybody here can
   */
  PortWatch watch(Ready.Asked wanted);

  /**
   * How its container ended; empty while it runs. Afterwards {@link #output} gives what is left,
   * and {@link #drained} says when that is all.
   */
  Optional<Exit> exit() throws PodFailure, InterruptedException;

  /** Whether {@link #output} has given everything that a container printed that has ended. */
  boolean drained();

  /**
   * Whether the port that was named in the request listens. A place that sees no ports asks whoever
   * does.
   */
  boolean listens() throws PodFailure, InterruptedException;

  /**
   * How a container ended.
   *
   * @param code what its first program returned
   * @param words the same with the runtime's reason, for messages
   */
  record Exit(int code, String words) {}

  /** Where other pods reach it. */
  String address() throws PodFailure, InterruptedException;

  /** What the node calls it; complete once the container runs. */
  Sandbox sandbox() throws PodFailure, InterruptedException;

  /** Whether a process in that cgroup of the node is held by the pod's limits. */
  boolean limits(String cgroup);

  /** Whether {@link #limits} can tell: not where nobody knows which cgroup is the pod's. */
  default boolean knowsItsCgroup() {
    return true;
  }

  /**
   * The runtime's own figures for it; none where it gives none.
   *
   * @param level number of pods that stand
   */
  List<Reading> stats(int level);

  /** How often its CPU limit stopped it; empty when nothing tells. */
  Optional<Reading> cpuLimit();

  /** Takes it away and waits until all of it is gone; safe after a failed start. */
  void remove();

  /** Adds what its node tells only a while after; asked once it is gone, and waited for. */
  default void addLateMarks() {}
}
