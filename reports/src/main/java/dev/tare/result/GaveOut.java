package dev.tare.result;

/** What ended a ramp of pods. */
public enum GaveOut {
  /** Nothing: the scenario's cap came first. */
  NOTHING("nothing up to the cap"),
  /** A pod took longer to answer than the objective says. */
  START("start-up objective missed"),
  /** A pod failed. */
  POD("a pod failed"),
  /** Less memory was available than the reserve. */
  MEMORY("memory reserve reached"),
  /** Tasks waited for memory. */
  PRESSURE("pressure on memory"),
  /** The node began to swap. */
  SWAP("the node swaps"),
  /** The kernel had nearly as many tasks as it allows. */
  TASKS("tasks nearly used up"),
  /** The scheduler found no place for a pod. */
  PLACE("unschedulable"),
  /** The node takes no more pods, whatever room it has. */
  MAX_PODS("the node's maximum of pods"),
  /** The namespace may have no more. */
  QUOTA("quota");

  private final String words;

  GaveOut(String words) {
    this.words = words;
  }

  /** In words. */
  public String words() {
    return words;
  }
}
