package dev.tare.measure;

import dev.tare.result.CpuProcess;
import dev.tare.result.Metric;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * CPU time that a sandbox takes, in nanoseconds: {@code cpu_cost.start} of one pod from its request
 * to its first output, with the share of the runtime's daemon; {@code cpu_cost.idle} of one
 * sleeping pod in a minute, without it. Of the daemon and the kubelet goes what they took before
 * there were pods.
 */
final class CpuMeasurement implements Measurement {
  private static final double MINUTE = 60e9;

  @Override
  public List<Sample> samples(TrialResult result) {
    List<String> pods = result.pods().stream().map(PodOutcome::pod).toList();
    Optional<CpuWindow> baseline = CpuWindow.between(result, "baseline-before", "start-before");
    List<Sample> samples = new ArrayList<>();
    CpuWindow.of(result, "start")
        .filter(window -> pods.stream().allMatch(window::sees))
        .ifPresent(window -> start(window, baseline, pods, samples));
    CpuWindow.of(result, "idle")
        .filter(window -> pods.stream().allMatch(window::stands))
        .ifPresent(window -> idle(window, baseline, pods, samples));
    return samples;
  }

  private static void start(
      CpuWindow window, Optional<CpuWindow> baseline, List<String> pods, List<Sample> samples) {
    Sum sum = Sum.of(window, pods);
    double per = pods.size();
    OptionalDouble runtime = beyond(window, baseline, CpuWindow::runtime);
    if (runtime.isPresent()) {
      add(
          "start",
          (sum.inside + sum.outside + runtime.getAsDouble()) / per,
          sum.error / per,
          samples);
      add("start.runtime", runtime.getAsDouble() / per, sum.error / per, samples);
    }
    add("start.pod", sum.inside / per, 0, samples);
    add("start.outside", sum.outside / per, sum.error / per, samples);
    beyond(window, baseline, w -> w.part(CpuProcess.KUBELET))
        .ifPresent(
            kubelet -> add("start.kubelet", kubelet / per, 4 * CpuWindow.TICK / per, samples));
  }

  private static void idle(
      CpuWindow window, Optional<CpuWindow> baseline, List<String> pods, List<Sample> samples) {
    Sum sum = Sum.of(window, pods);
    double per = pods.size() * window.nanos() / MINUTE;
    add("idle", (sum.inside + sum.outside) / per, sum.error / per, samples);
    add("idle.pod", sum.inside / per, 0, samples);
    add("idle.outside", sum.outside / per, sum.error / per, samples);
    beyond(window, baseline, CpuWindow::runtime)
        .ifPresent(runtime -> add("idle.runtime", runtime / per, sum.error / per, samples));
  }

  /** What pods' cgroups and their processes outside of these took together. */
  private record Sum(double inside, double outside, double error) {
    static Sum of(CpuWindow window, List<String> pods) {
      return new Sum(
          pods.stream().mapToDouble(window::group).sum(),
          pods.stream().mapToDouble(window::outside).sum(),
          pods.stream().mapToDouble(window::outsideError).sum());
    }
  }

  /** In the window, less what the same took in that time when there were no pods. */
  private static OptionalDouble beyond(
      CpuWindow window, Optional<CpuWindow> baseline, Function<CpuWindow, OptionalDouble> which) {
    OptionalDouble all = which.apply(window);
    OptionalDouble quiet =
        baseline.map(rest -> rest.withDaemonsOf(window)).map(which).orElse(OptionalDouble.empty());
    return all.isPresent() && quiet.isPresent()
        ? OptionalDouble.of(
            all.getAsDouble()
                - quiet.getAsDouble() * window.nanos() / baseline.orElseThrow().nanos())
        : OptionalDouble.empty();
  }

  private static void add(String name, double nanos, double error, List<Sample> samples) {
    samples.add(new Sample(Metric.duration("cpu_cost." + name), nanos, error));
  }
}
