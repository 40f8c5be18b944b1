package dev.tare.target;

import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import java.util.List;
import java.util.Set;

/**
 * A place that can run pods under several runtimes.
 *
 * <p>Every method leaves no pod behind, whether it returns, throws or is interrupted.
 */
public interface Target extends AutoCloseable {

  /**
   * Which nodes the trials of these runtimes run on: common ones wherever there are any.
   *
   * @param runtimes without twins
   * @throws TargetException when one of them has no node
   */
  Placement placement(List<RuntimeSpec> runtimes);

  /**
   * The same placement with, for each of its nodes, another one for second pods that want that.
   *
   * @param runtimes that the placement is for
   * @param peers of the second pods; all of them can run on the other node
   * @throws TargetException when a node has no such other one
   */
  default Placement withOthers(
      Placement placement, List<RuntimeSpec> runtimes, List<RuntimeSpec> peers) {
    throw new TargetException(
        "a workload wants its peer on another node (peer-node: other), and there is only "
            + String.join(", ", placement.nodes()),
        "run it on a cluster with '--target kubernetes', or say peer-node: same");
  }

  /**
   * Makes everything ready for pods of these runtimes on those nodes; called once, before receipts
   * and trials.
   *
   * @param runtimes of all pods, those of peers as well
   * @throws TargetException when it cannot be made ready
   */
  default void prepare(Placement placement, List<RuntimeSpec> runtimes)
      throws InterruptedException {}

  /**
   * Makes sure that the nodes have the images of the programs that these trials run, so that no
   * trial waits for one; called after {@link #prepare}.
   *
   * @throws TargetException when a node has one not and cannot have it
   */
  default void provide(Plan plan) throws InterruptedException {}

  /** The runtimes that the target offers, in its own order. */
  List<RuntimeSpec> offered();

  /** Names among these that {@code "*"} of a scenario leaves out: one has to name them. */
  default Set<String> variants() {
    return Set.of();
  }

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
