package dev.tare.observe;

import dev.tare.result.Fact;
import dev.tare.result.Reading;
import java.util.List;

/** Reads one node. Reading costs time on that node: never called while start-up is being timed. */
public interface Observer extends AutoCloseable {

  /**
   * The three views of memory: every process and cgroup of each sandbox, and the node as a whole. A
   * view that cannot see is a {@link Reading.Blind}.
   */
  List<Reading> memory(List<Sandbox> sandboxes);

  /** What this node is: hardware, kernel, policies. */
  List<Fact> facts();

  @Override
  void close();
}
