package dev.tare.cli;

import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;

/** A plan for a person. */
final class PlanText {
  private PlanText() {}

  /** One line: what will run and what it takes. */
  static String summary(Scenario scenario, List<RuntimeSpec> runtimes, Plan plan) {
    return "%s: %s; %s, %d trials, %d pods, %s, up to %s of pod memory"
        .formatted(
            scenario.name(),
            runtimes.stream().map(RuntimeSpec::name).collect(Collectors.joining(", ")),
            scenario.design().rounds() == 1 ? "1 round" : scenario.design().rounds() + " rounds",
            plan.trials().size(),
            plan.cost().pods(),
            Words.about(plan.cost().time()),
            Words.size(plan.cost().memory()));
  }

  /** Every trial in its order, and how often each runtime follows each other. */
  static String full(Scenario scenario, List<RuntimeSpec> runtimes, Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append(scenario.question()).append('\n');
    text.append(summary(scenario, runtimes, plan)).append('\n');
    text.append("seed ").append(plan.seed()).append(", plan ").append(plan.hash()).append("\n\n");
    for (Trial trial : plan.trials()) {
      text.append(
          "%4d  round %2d  %-28s %-20s%s%n"
              .formatted(
                  trial.position(),
                  trial.round(),
                  trial.workload().name(),
                  trial.runtime().name(),
                  trial.warmups() == 0 ? "" : "  after " + trial.warmups() + " warm-up"));
    }
    text.append("\nhow often each runtime comes right after another:\n");
    plan.follows()
        .forEach(
            (before, counts) ->
                counts.forEach(
                    (after, count) ->
                        text.append("  %s, then %s: %d%n".formatted(before, after, count))));
    return text.toString();
  }
}
