package dev.tare.scenario;

import java.util.List;

/**
 * A question and how it is asked, as one scenario file says it.
 *
 * @param name lower-case DNS label, part of the run id
 * @param question what the scenario answers, one sentence
 * @param runtimes in the file's order; {@link RuntimeSpec#EVERY} stands for all that the target
 *     offers
 * @param cases the workloads, each once for every combination of the matrix
 * @param text the file as it was read, so that a run can be repeated
 */
public record Scenario(
    String name,
    String question,
    List<RuntimeSpec> runtimes,
    List<Case> cases,
    Design design,
    Limits limits,
    String text) {

  public Scenario {
    runtimes = List.copyOf(runtimes);
    cases = List.copyOf(cases);
  }
}
