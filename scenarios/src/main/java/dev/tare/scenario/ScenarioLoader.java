package dev.tare.scenario;

import dev.tare.scenario.yaml.Node;
import dev.tare.scenario.yaml.Problems;
import dev.tare.scenario.yaml.Quantity;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.SourceText;
import dev.tare.scenario.yaml.StrictYaml;
import dev.tare.scenario.yaml.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads scenario files; the format is described in {@code scenarios/FORMAT.md}. */
public final class ScenarioLoader {

  private static final int LONGEST_QUESTION = 300;

  private final Problems problems;

  private ScenarioLoader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @throws ScenarioException with every problem at once
   */
  public static Scenario load(Path file) {
    Problems problems = new Problems(file.toString());
    Optional<Scenario> scenario =
        SourceText.read(file, problems).flatMap(text -> new ScenarioLoader(problems).read(text));
    return orThrow(scenario, problems);
  }

  /**
   * Reads a text as if it stood in a file of that name.
   *
   * @throws ScenarioException with every problem at once
   */
  public static Scenario parse(String fileName, String text) {
    Problems problems = new Problems(fileName);
    return orThrow(new ScenarioLoader(problems).read(text), problems);
  }

  static <T> T orThrow(Optional<T> result, Problems problems) {
    return result
        .filter(_ -> problems.isEmpty())
        .orElseThrow(() -> new ScenarioException(problems.list()));
  }

  private Optional<Scenario> read(String text) {
    return StrictYaml.parse(text, problems)
        .map(
            root -> {
              Section top = Section.root(root, problems);
              Scenario scenario = scenario(top, root, text);
              top.end();
              return scenario;
            });
  }

  private Scenario scenario(Section top, Node root, String text) {
    String name = Names.label(top.required("scenario", "startup")).orElse("");
    String question =
        question(top.required("question", "How long until a pod answers?")).orElse("");
    List<RuntimeSpec> runtimes = RuntimeReader.listOrEvery(top.value("runtimes"));
    Body body = Body.read(top);
    List<Case> cases = Matrix.read(top, body).cases(body, root, problems);
    Design design = DesignReader.design(top.value("design"), runtimes);
    Limits limits = DesignReader.limits(top.value("limits"));
    inTime(cases, limits, top);
    return new Scenario(name, question, runtimes, cases, design, limits, text);
  }

  /** A schedule that outlasts its trial would fail each of them. */
  private static void inTime(List<Case> cases, Limits limits, Section top) {
    for (Case each : cases) {
      if (each.workload() instanceof Workload.Startup startup
          && startup.arrival() instanceof Arrival.Open open
          && open.span().compareTo(limits.trial()) >= 0) {
        top.fail(
            "the pods of %s arrive for %s, and a trial fails after %s"
                .formatted(each.name(), Quantity.show(open.span()), Quantity.show(limits.trial())),
            "raise limits.trial");
      }
    }
  }

  private static Optional<String> question(Value value) {
    Optional<String> question = value.text().map(String::strip);
    question.ifPresent(
        sentence -> {
          if (sentence.isEmpty() || sentence.length() > LONGEST_QUESTION) {
            value.fail("expected a sentence of 1 to " + LONGEST_QUESTION + " letters", "");
          }
        });
    return question;
  }
}
