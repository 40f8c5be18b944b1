package dev.tare.target;

import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import java.util.List;

/**
 * A place that can run pods under several runtimes.
 *
 * <p>Every method leaves no pod behind, whether it returns, throws or is interrupted.
 */
public interface Target extends AutoCloseable {

  /** The node that pods run on. */
  String node();

  /** The runtimes that the target offers, in its own order. */
  List<RuntimeSpec> offered();

  /**
   * Looks at the node.
   *
   * @throws TargetException when it cannot be reached
   */
  Environment probe();

  /**
   * Runs one pod under the runtime and reads from inside what it is and what it got. A runtime that
   * cannot start a pod, or that is not the sandbox that it is declared to be, is refused in the
   * receipt.
   */
  Receipt receipt(RuntimeSpec runtime, Pod pod) throws InterruptedException;

  /**
   * Runs the warm-ups and the pods of a trial. A pod that fails is a result, not an exception.
   *
   * @throws TargetException when the target itself is lost
   */
  TrialResult run(Trial trial) throws InterruptedException;

  @Override
  void close();
}
