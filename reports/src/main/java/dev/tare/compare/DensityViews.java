package dev.tare.compare;

import dev.tare.compare.DensityView.Ramp;
import dev.tare.compare.DensityView.Row;
import java.util.List;

/** Lays the ramps of pods side by side. */
final class DensityViews {
  private final Trials trials;
  private final MetricIndex metrics;

  DensityViews(Trials trials, MetricIndex metrics) {
    this.trials = trials;
    this.metrics = metrics;
  }

  List<DensityView> all() {
    return trials.workloads(Families.DENSITY).stream()
        .map(
            workload ->
                new DensityView(
                    workload,
                    trials.runtimes().stream().map(runtime -> row(workload, runtime)).toList()))
        .toList();
  }

  private Row row(String workload, String runtime) {
    List<Ramp> ramps =
        trials.sound(workload, runtime).stream()
            .flatMap(
                trial ->
                    Caps.ramps(trial)
                        .map(
                            ramp ->
                                new Ramp(
                                    trial.round(),
                                    ramp.lastGood(),
                                    ramp.firstBad(),
                                    ramp.gaveOut(),
                                    ramp.words())))
            .toList();
    return new Row(runtime, ramps, metrics.median(workload, Families.DENSITY_CGROUP, runtime));
  }
}
