package dev.tare.scenario;

import dev.tare.scenario.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that cannot be used, with everything that is wrong with it; a user's mistake, not a bug.
 */
public final class ScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ScenarioException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file. The exception's message has one line for each. */
  public List<Problem> problems() {
    return problems;
  }
}
