package dev.tare.observe;

import dev.tare.result.Fact;
import dev.tare.result.Reading;
import java.util.List;
import java.util.Map;

/** Reads one node. Reading costs time on that node: never called while start-up is being timed. */
public interface Observer extends AutoCloseable {

  /**
   * The three views of memory: every process and cgroup of each sandbox, and the node as a whole.
   * Of the last sandbox also what is told from inside, where it is a virtual machine with an agent.
   * A view that cannot see is a {@link Reading.Blind}.
   */
  List<Reading> memory(List<Sandbox> sandboxes);

  /**
   * CPU time so far, of the node and of each sandbox: a {@link Reading.CpuTimes}, and a {@link
   * Reading.Blind} for what it lacks.
   */
  List<Reading> cpu(List<Sandbox> sandboxes);

  /**
   * How near the node is to suffering with these sandboxes on it, cheap enough to be asked each
   * second; a {@link Reading.Blind} where nobody sees it.
   */
  Reading strain(List<Sandbox> sandboxes);

  /**
   * How many writes and flushes each disk of the node has finished since it booted, by name; none
   * where nobody sees them.
   */
  Map<String, Long> diskWrites();

  /** What this node is: hardware, kernel, policies. */
  List<Fact> facts();

  @Override
  void close();
}
