package dev.tare.target.kubernetes.observer;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * Brings stamps of a node's monotonic clock onto the harness's. On one kernel both are the same
 * clock. Otherwise the node's clock was read somewhere between question and answer: the middle is
 * taken, and half of the round trip is the bound of the error. With time the clocks drift apart,
 * and so the bound grows until they are compared again.
 */
final class ClockLink {
  /** Two clocks that are left alone, or are slewed by NTP, drift apart by less than this. */
  private static final long DRIFT_PARTS_PER_MILLION = 100;

  private static final int KEPT = 32;

  private final Deque<Comparison> comparisons = new ArrayDeque<>();
  private boolean same;

  private record Comparison(long node, long harness, long errorNanos) {
    long error(long nodeNanos) {
      return errorNanos + Math.abs(nodeNanos - node) / 1_000_000 * DRIFT_PARTS_PER_MILLION + 1;
    }
  }

  /**
   * A moment on the harness's monotonic clock.
   *
   * @param errorNanos bound of the error that bringing it there added
   */
  record Stamp(long nanos, long errorNanos) {}

  /** The node runs on the harness's own kernel. */
  synchronized void sameKernel() {
    comparisons.clear();
    same = true;
  }

  /** The node's clock is another one from now on, not yet compared. */
  synchronized void forget() {
    comparisons.clear();
    same = false;
  }

  /**
   * The node's clock showed that between those two moments of the harness's.
   *
   * @param node on the node's clock
   */
  synchronized void compared(long node, long before, long after) {
    if (comparisons.size() == KEPT) {
      comparisons.removeFirst();
    }
    comparisons.addLast(
        new Comparison(node, before + (after - before) / 2, (after - before + 1) / 2));
  }

  /** That moment of the node's clock, by the comparison that bounds it best. */
  synchronized Stamp toHarness(long node) {
    if (same) {
      return new Stamp(node, 0);
    }
    Comparison best =
        comparisons.stream()
            .min(Comparator.comparingLong(comparison -> comparison.error(node)))
            .orElseThrow(() -> new IllegalStateException("the node's clock was never compared"));
    return new Stamp(best.harness + (node - best.node), best.error(node));
  }
}
