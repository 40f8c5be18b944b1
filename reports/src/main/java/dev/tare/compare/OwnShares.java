package dev.tare.compare;

import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sums up what Tare itself cost; whatever became of a trial, it was spent. */
final class OwnShares {
  private OwnShares() {}

  /** One for each workload of which a trial tells it, in the order in which the run took them. */
  static List<OwnShare> of(Trials trials) {
    Map<String, List<Reading.OwnCost>> costs = new LinkedHashMap<>();
    for (TrialRecord trial : trials.all()) {
      Reading.all(trial.result().readings(), Reading.OwnCost.class)
          .filter(cost -> cost.wallNanos() > 0)
          .forEach(
              cost -> costs.computeIfAbsent(trial.workload(), _ -> new ArrayList<>()).add(cost));
    }
    List<OwnShare> shares = new ArrayList<>();
    costs.forEach((workload, each) -> shares.add(share(workload, each)));
    return shares;
  }

  private static OwnShare share(String workload, List<Reading.OwnCost> costs) {
    return new OwnShare(
        workload,
        costs.size(),
        costs.stream().mapToLong(Reading.OwnCost::cpuNanos).average().orElse(0),
        costs.stream().mapToLong(Reading.OwnCost::wallNanos).average().orElse(0),
        mean(costs, Reading.OwnCost::observerNanos),
        mean(costs, Reading.OwnCost::runtimeNanos));
  }

  /** Empty when it is not known of all. */
  private static Optional<Double> mean(
      List<Reading.OwnCost> costs, Function<Reading.OwnCost, Optional<Long>> part) {
    List<Long> known = costs.stream().flatMap(cost -> part.apply(cost).stream()).toList();
    return known.size() < costs.size()
        ? Optional.empty()
        : Optional.of(known.stream().mapToLong(Long::longValue).average().orElse(0));
  }
}
