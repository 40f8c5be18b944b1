package dev.tare.compare;

import dev.tare.result.Phase;
import java.util.List;

/**
 * Start-up of one case: how long until a pod answers, and where the time goes.
 *
 * @param metric what the curves show: {@code startup.home_call}, {@code startup.first_output} or
 *     {@code startup.output_received}
 * @param runtimes in the order of the scenario, without the A/A twin
 * @param unseen what nobody saw of it, of which runtimes and why, in words
 */
public record StartupView(
    String workload, String metric, List<Curve> runtimes, List<String> unseen) {
  public StartupView {
    runtimes = List.copyOf(runtimes);
    unseen = List.copyOf(unseen);
  }

  /** What ends start-up, in words: {@code to its home call}, {@code to its first output} … */
  public String stop() {
    return Families.stop(metric);
  }

  /**
   * One runtime.
   *
   * @param points the empirical distribution over all pods, so that it ends below 1 when pods were
   *     censored or failed
   * @param limitNanos where censored pods were given up, in nanoseconds; 0 when none was
   * @param phases that something saw, in causal order
   */
  public record Curve(
      String runtime, List<Point> points, long limitNanos, Counts counts, List<PhaseTime> phases) {
    public Curve {
      points = List.copyOf(points);
      phases = List.copyOf(phases);
    }
  }

  /**
   * A step of the curve.
   *
   * @param share of all pods that had answered by then, 0 to 1
   */
  public record Point(double nanos, double share) {}

  /**
   * The time between two causally ordered marks.
   *
   * @param name {@code sandbox}, {@code create}, {@code start}, {@code application} …
   * @param nanos median over all pods that have both marks, in nanoseconds
   * @param signed whether the marks are concurrent, so that the difference may be negative; such a
   *     phase is no part of the sum
   */
  public record PhaseTime(String name, Phase from, Phase to, Figure nanos, boolean signed) {}
}
