package dev.tare.compare;

import dev.tare.result.Metric;
import java.util.List;
import java.util.Optional;

/**
 * All runtimes in one metric of one case. Values are in the metric's unit.
 *
 * @param workload the case's name
 * @param family {@code startup}, {@code memory}, {@code density}, {@code working}, {@code jmh},
 *     {@code cpu}, {@code network} or {@code command}
 * @param label the metric in words: {@code start-up}, {@code throughput}
 * @param precision of all runtimes' values
 * @param runtimes in the order of the scenario, the A/A twin included
 */
public record MetricComparison(
    String workload,
    String family,
    Metric metric,
    String label,
    Precision precision,
    List<RuntimeValues> runtimes) {
  public MetricComparison {
    runtimes = List.copyOf(runtimes);
  }

  public Optional<RuntimeValues> runtime(String name) {
    return runtimes.stream().filter(values -> values.runtime().equals(name)).findFirst();
  }

  /**
   * One runtime's values.
   *
   * @param n observations of all rounds; for start-up with the pods that never answered
   * @param median for start-up of all pods, else of the rounds; its interval always stands on
   *     rounds
   * @param summaries what each round is reduced to, the principal one first
   */
  public record RuntimeValues(
      String runtime, int n, Figure median, Figure p90, Figure p99, List<Summary> summaries) {
    public RuntimeValues {
      summaries = List.copyOf(summaries);
    }

    /** The same without any figure, for that reason. */
    RuntimeValues without(String because) {
      Figure absent = new Figure.Absent(because);
      return new RuntimeValues(runtime, n, absent, absent, absent, summaries);
    }

    /** The principal effect. */
    public Effect effect() {
      return summaries.getFirst().effect();
    }

    public Optional<Summary> summary(Statistic statistic) {
      return summaries.stream().filter(summary -> summary.statistic() == statistic).findFirst();
    }
  }

  /** One statistic of each round, and the effect drawn from it. */
  public record Summary(Statistic statistic, List<RoundValue> rounds, Effect effect) {
    public Summary {
      rounds = List.copyOf(rounds);
    }
  }

  /** One round, counted from 1, reduced to one value. */
  public record RoundValue(int round, double value) {}
}
