package dev.tare.scenario;

import dev.tare.scenario.yaml.NearestName;
import dev.tare.scenario.yaml.Quantity;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code design} and {@code limits}. */
final class DesignReader {

  private static final int MOST_WARMUPS = 50;
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST_START = Duration.ofHours(1);
  private static final Duration MOST_TRIAL = Duration.ofHours(24);

  private DesignReader() {}

  static Design design(Value value, List<RuntimeSpec> runtimes) {
    return value.section(
        section ->
            new Design(
                section.value("rounds").whole(1, Design.MOST_ROUNDS).orElse(Defaults.ROUNDS),
                section.value("seed").whole(0, Integer.MAX_VALUE).orElse(Defaults.SEED),
                control(section.value("control"), runtimes),
                section.value("aa").flag().orElse(Defaults.AA),
                section.value("warmups").whole(0, MOST_WARMUPS).orElse(Defaults.WARMUPS)));
  }

  private static Optional<String> control(Value value, List<RuntimeSpec> runtimes) {
    Optional<String> control = Names.label(value);
    List<String> names = runtimes.stream().map(RuntimeSpec::name).toList();
    control
        .filter(name -> !names.isEmpty() && !names.contains(RuntimeSpec.EVERY))
        .filter(name -> runtimes.stream().noneMatch(r -> RuntimePattern.covers(r, name)))
        .ifPresent(
            name ->
                value.fail(
                    "\"" + name + "\" is not among the runtimes", NearestName.advice(name, names)));
    return control;
  }

  static Limits limits(Value value) {
    return value.section(DesignReader::limits);
  }

  private static Limits limits(Section section) {
    Value startValue = section.value("start");
    Value trialValue = section.value("trial");
    Duration start = limit(startValue, MOST_START, Defaults.START_LIMIT, LEAST);
    Duration trial = limit(trialValue, MOST_TRIAL, Defaults.TRIAL_LIMIT, MOST_TRIAL);
    if (trial.compareTo(start) < 0) {
      (trialValue.isPresent() ? trialValue : startValue)
          .fail(
              "a trial would end after %s, before its pods' start limit of %s"
                  .formatted(Quantity.show(trial), Quantity.show(start)),
              "raise limits.trial or lower limits.start");
    }
    return new Limits(start, trial);
  }

  /** A bad limit is already reported: it becomes one that cannot clash with the other. */
  private static Duration limit(Value value, Duration most, Duration silent, Duration bad) {
    return value.duration(LEAST, most).orElse(value.isPresent() ? bad : silent);
  }
}
