package dev.tare.compare;

import dev.tare.result.TrialRecord;
import dev.tare.scenario.Case;
import dev.tare.scenario.Workload;
import dev.tare.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One runtime's peaks by rounds. A round in which a load is missing says nothing of the largest: it
 * may have been the missing one's.
 *
 * @param whole the peaks of the rounds that have all, by case
 * @param missing of the other rounds, the first thing that each lacks
 */
record OverheadRounds(Map<Integer, Map<String, Double>> whole, Map<Integer, String> missing) {

  static OverheadRounds of(List<Case> cases, List<TrialRecord> trials) {
    Map<Integer, Map<String, Double>> whole = new TreeMap<>();
    Map<Integer, String> missing = new TreeMap<>();
    trials.stream()
        .map(TrialRecord::round)
        .distinct()
        .forEach(
            round -> {
              Map<String, Double> peaks = new LinkedHashMap<>();
              for (Case workload : cases) {
                for (String load : loads(workload)) {
                  Optional<Double> peak = peak(trials, round, workload.name(), load);
                  peak.ifPresent(bytes -> peaks.merge(workload.name(), bytes, Math::max));
                  if (peak.isEmpty()) {
                    missing.putIfAbsent(round, "%s of %s".formatted(load, workload.name()));
                  }
                }
              }
              if (!missing.containsKey(round)) {
                whole.put(round, peaks);
              }
            });
    return new OverheadRounds(whole, missing);
  }

  /** The loads of a case, as metrics name them. */
  static List<String> loads(Case workload) {
    return workload.workload() instanceof Workload.Working working
        ? working.loads().stream().map(load -> load.name().toLowerCase(Locale.ROOT)).toList()
        : List.of();
  }

  private static Optional<Double> peak(
      List<TrialRecord> trials, int round, String workload, String load) {
    return trials.stream()
        .filter(trial -> trial.round() == round && trial.workload().equals(workload))
        .filter(trial -> trial.result().problems().isEmpty())
        .flatMap(trial -> trial.samples().stream())
        .filter(sample -> sample.metric().name().equals(Families.OVERHEAD_PEAK + load))
        .map(sample -> sample.value())
        .findFirst();
  }

  /** Each whole round's largest peak. */
  double[] largest() {
    return whole.values().stream()
        .mapToDouble(
            peaks -> peaks.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow())
        .toArray();
  }

  /** What is left out, in words; empty when every round is whole. */
  Optional<String> incomplete() {
    return missing.entrySet().stream()
        .findFirst()
        .map(
            first ->
                "%d of %d rounds are left out, because a load has no figure: in round %d %s"
                    .formatted(
                        missing.size(),
                        missing.size() + whole.size(),
                        first.getKey(),
                        first.getValue()));
  }

  /**
   * That the overhead is no fixed one, when its medians at different limits lie further apart than
   * the margin.
   */
  Optional<String> growth(long margin) {
    Map<String, List<Double>> byCase = new LinkedHashMap<>();
    whole
        .values()
        .forEach(
            peaks ->
                peaks.forEach(
                    (name, peak) ->
                        byCase.computeIfAbsent(name, _ -> new ArrayList<>()).add(peak)));
    Map<String, Double> medians = new LinkedHashMap<>();
    byCase.forEach(
        (name, peaks) ->
            medians.put(
                name, Quantiles.median(peaks.stream().mapToDouble(Double::doubleValue).toArray())));
    double least = medians.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = medians.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return most - least <= margin
        ? Optional.empty()
        : Optional.of(
            "it depends on the pod: %s; one value covers these pods and no larger ones"
                .formatted(
                    String.join(
                        ", ",
                        medians.entrySet().stream()
                            .map(
                                entry ->
                                    "%s under %s"
                                        .formatted(Wording.bytes(entry.getValue()), entry.getKey()))
                            .toList())));
  }

  /** The largest peak of any whole round; 0 when there is none above. */
  long most() {
    return (long) Math.ceil(Arrays.stream(largest()).max().orElse(0));
  }
}
