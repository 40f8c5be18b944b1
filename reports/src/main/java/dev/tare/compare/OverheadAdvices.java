package dev.tare.compare;

import dev.tare.compare.OverheadAdvice.LoadFigures;
import dev.tare.compare.OverheadAdvice.Verdict;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.result.RunFolder;
import dev.tare.result.TrialRecord;
import dev.tare.scenario.Case;
import dev.tare.scenario.ScenarioException;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the advice of each runtime from a stored run. */
public final class OverheadAdvices {
  private static final long MEBI = 1 << 20;

  /** Added to the upper end, whichever is more: a tenth, or this many bytes. */
  private static final double MARGIN_SHARE = 0.1;

  private static final long LEAST_MARGIN = 4 * MEBI;

  private final Trials trials;
  private final MetricIndex index;
  private final List<Case> cases;

  private OverheadAdvices(RunFolder folder) {
    this.trials = new Trials(folder.run(), folder.trials());
    this.index = new MetricIndex(new MetricComparisons(trials).all());
    this.cases = working(folder);
  }

  /**
   * One for each runtime without the A/A twin, in the order of the scenario; none when the run put
   * no loads on pods.
   */
  public static List<OverheadAdvice> of(RunFolder folder) {
    OverheadAdvices advices = new OverheadAdvices(folder);
    return advices.cases.isEmpty()
        ? List.of()
        : advices.trials.runtimes().stream().map(advices::advice).toList();
  }

  /** How the margin is made, in words. */
  public static String marginRule() {
    return "%.0f %% of the upper end, at least %d MiB"
        .formatted(MARGIN_SHARE * 100, LEAST_MARGIN / MEBI);
  }

  private static List<Case> working(RunFolder folder) {
    try {
      return ScenarioLoader.parse("scenario", folder.run().scenario()).cases().stream()
          .filter(workload -> workload.workload() instanceof Workload.Working)
          .toList();
    } catch (ScenarioException e) {
      return List.of();
    }
  }

  private OverheadAdvice advice(String runtime) {
    List<String> notes = new ArrayList<>();
    OverheadRounds rounds = OverheadRounds.of(cases, trials.of(runtime));
    rounds.incomplete().ifPresent(notes::add);
    double[] largest = rounds.largest();
    Figure figure =
        largest.length == 0
            ? new Figure.Absent(absence(runtime, rounds))
            : Figures.ofRounds(largest);
    Optional<Receipt> receipt = trials.receipt(runtime);
    Optional<Long> declared = receipt.flatMap(OverheadTerms::declared);
    long most = rounds.most();
    long upper = Math.max(0, upper(figure, most));
    long margin = Math.max(LEAST_MARGIN, Math.round(upper * MARGIN_SHARE));
    Optional<Long> memory =
        largest.length == 0
            ? Optional.empty()
            : Optional.of(Math.ceilDiv(Math.max(upper + margin, most), MEBI) * MEBI);
    if (largest.length > 0) {
      if (figure instanceof Figure.Known known && known.interval().isEmpty()) {
        notes.add(
            "no interval: %s; the largest round stands for its upper end"
                .formatted(known.noInterval()));
      }
      rounds.growth(margin).ifPresent(notes::add);
    }
    List<LoadFigures> loads = loads(runtime);
    memory.flatMap(advised -> kept(loads, advised)).ifPresent(notes::add);
    long kills = kills(runtime);
    if (kills > 0) {
      notes.add("%d processes were killed for want of memory".formatted(kills));
    }
    OverheadTerms.Enforced enforced = OverheadTerms.enforced(receipt);
    return new OverheadAdvice(
        runtime,
        receipt.map(Receipt::handler).orElse(runtime),
        figure,
        margin,
        memory,
        declared,
        verdict(declared, upper, memory),
        enforced.enforcement(),
        enforced.because(),
        kills,
        loads,
        notes);
  }

  private static long upper(Figure figure, long most) {
    return figure
        .known()
        .flatMap(Figure.Known::interval)
        .map(interval -> (long) Math.ceil(interval.high()))
        .orElse(most);
  }

  private static Verdict verdict(Optional<Long> declared, long upper, Optional<Long> memory) {
    if (memory.isEmpty()) {
      return Verdict.CANNOT_SAY;
    }
    if (declared.isEmpty()) {
      return Verdict.NONE_DECLARED;
    }
    if (declared.get() < upper) {
      return Verdict.TOO_SMALL;
    }
    return declared.get() > 2 * memory.get() ? Verdict.GENEROUS : Verdict.ENOUGH;
  }

  /** Why no round of that runtime has a figure. */
  private String absence(String runtime, OverheadRounds rounds) {
    Optional<String> refused =
        trials.receipt(runtime).map(Receipt::refused).filter(why -> !why.isEmpty());
    if (refused.isPresent()) {
      return "refused: " + refused.get();
    }
    return trials.of(runtime).stream()
        .flatMap(trial -> trial.result().readings().stream())
        .filter(Reading.Blind.class::isInstance)
        .map(reading -> "cannot see: " + ((Reading.Blind) reading).reason())
        .findFirst()
        .or(rounds::incomplete)
        .orElse("not measured");
  }

  /** What stays may be the containers' own part of the pod's limit, and is never part of this. */
  private static Optional<String> kept(List<LoadFigures> loads, long advised) {
    List<String> above = new ArrayList<>();
    for (LoadFigures load : loads) {
      if (load.stays() instanceof Figure.Known stays && stays.value() > advised) {
        above.add(
            "%s after %s of %s"
                .formatted(Wording.bytes(stays.value()), load.load(), load.workload()));
      }
    }
    return above.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it keeps more than that (%s): that lies within its containers' limits, and has to be counted by who plans with less than these"
                .formatted(String.join(", ", above)));
  }

  private long kills(String runtime) {
    return trials.of(runtime).stream()
        .map(TrialRecord::samples)
        .flatMap(List::stream)
        .filter(sample -> sample.metric().name().equals(Families.OOM_KILLS))
        .mapToLong(sample -> Math.round(sample.value()))
        .sum();
  }

  private List<LoadFigures> loads(String runtime) {
    List<LoadFigures> figures = new ArrayList<>();
    for (Case workload : cases) {
      for (String load : OverheadRounds.loads(workload)) {
        figures.add(
            new LoadFigures(
                workload.name(),
                load,
                index.median(workload.name(), Families.OVERHEAD_PEAK + load, runtime),
                index.median(workload.name(), Families.OVERHEAD_STAYS + load, runtime)));
      }
    }
    return figures;
  }
}
