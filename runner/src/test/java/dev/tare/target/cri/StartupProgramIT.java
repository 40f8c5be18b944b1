package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements;
import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Catalog;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.Trials;
import dev.tare.target.pods.PodImages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that know nothing of Tare, timed until they are ready by signs of their own. */
class StartupProgramIT {
  private static final String RUN = "20261124t000000z-program-d00d";

  /**
   * Says so half a second before its port opens: the stamp of a line may be late on a busy machine.
   */
  private static final String SLOW =
      "startup: {arrival: {serial: 2}, image: tools, command: [busybox, sh, -c, 'echo warming up;"
          + " sleep 0.5; echo Started in 500 ms; exec busybox httpd -f -p 8080 -h /etc'], ready:"
          + " %s}";

  private static RealNode node;
  private static PodImages images;
  private CriTarget target;

  @BeforeAll
  static void bringUp() throws Exception {
    node = RealNode.require();
    images = new PodImages(node.image(), Map.of("tools", node.tools()));
  }

  @BeforeEach
  void open() {
    target = node.open(RUN, images);
  }

  @AfterEach
  void close() {
    target.close();
  }

  private static Scenario scenario(String workload) {
    return ScenarioLoader.parse(
        "program.yaml",
        """
        scenario: program
        question: When is a program ready?
        pod: {resources: {cpu: 1, memory: 128Mi, cpu-request: 10m}}
        workloads: {one: {%s}}
        design: {rounds: 1, seed: 1, warmups: 0}
        limits: {start: 20s}
        """
            .formatted(workload));
  }

  private List<Sample> measure(Scenario scenario, String runtime) throws InterruptedException {
    node.requireHandler(runtime);
    Trial trial = trial(scenario, runtime);
    TrialResult result = target.run(trial);
    assertThat(result.problems()).isEmpty();
    assertThat(result.pods()).allMatch(PodOutcome.Completed.class::isInstance);
    return Measurements.of(trial.workload().workload(), result).samples();
  }

  private static Trial trial(Scenario scenario, String runtime) {
    return Trials.first(scenario, RuntimeSpec.named(runtime), Placement.on("node"));
  }

  private static List<Double> millis(List<Sample> samples, String metric) {
    return samples.stream()
        .filter(sample -> sample.metric().name().equals(metric))
        .map(sample -> sample.value() / 1e6)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "gvisor"})
  void nginxIsReadyWhenItAnswers(String runtime) throws Exception {
    Scenario nginx =
        ScenarioLoader.parse(
            "startup-nginx.yaml",
            Catalog.text("startup-nginx")
                .replace("runtimes: [\"*\"]", "runtimes: [" + runtime + "]")
                .replace("control: runc, aa: true", "aa: false, warmups: 0")
                .replace("serial: 5", "serial: 2"));

    List<Sample> samples = measure(nginx, runtime);

    assertThat(millis(samples, "startup.http")).hasSize(2).allMatch(ms -> ms > 0);
    assertThat(samples)
        .filteredOn(sample -> sample.metric().name().equals("startup.http"))
        .allMatch(sample -> sample.error() > 0 && sample.error() < sample.value());
    assertThat(millis(samples, "startup.home_call")).isEmpty();
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{tcp: 8080}", "{http: {port: 8080, path: /no-such, status: 404}}"})
  void aPortIsNotReadyBeforeItsProgramListens(String ready) throws Exception {
    List<Sample> samples = measure(scenario(SLOW.formatted(ready)), "runc");

    String metric = ready.startsWith("{tcp") ? "startup.tcp" : "startup.http";
    List<Double> first = millis(samples, "startup.first_output");
    List<Double> until = millis(samples, metric);
    assertThat(until).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(until.get(i) - first.get(i)).isGreaterThan(290);
    }
  }

  @Test
  void aLineIsTimedByItsOwnStampAndNotByThatOfTheFirst() throws Exception {
    List<Sample> samples = measure(scenario(SLOW.formatted("{log: 'Started in \\d+ ms'}")), "runc");

    List<Double> first = millis(samples, "startup.first_output");
    List<Double> line = millis(samples, "startup.log_line");
    assertThat(line).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(line.get(i) - first.get(i)).isGreaterThan(290);
    }
  }

  @Test
  void aProgramThatEndsIsAFailureWithItsLastWords() throws Exception {
    Trial trial =
        trial(
            scenario(
                "startup: {arrival: {serial: 1}, image: tools, command: [busybox, sh, -c, 'echo"
                    + " cannot bind; exit 3'], ready: {tcp: 8080}}"),
            "runc");

    TrialResult result = target.run(trial);

    assertThat(result.pods())
        .singleElement()
        .isInstanceOfSatisfying(
            PodOutcome.Failed.class,
            failed ->
                assertThat(failed.during() + ": " + failed.cause())
                    .contains(
                        "waiting for port 8080 to answer",
                        "exit code 3",
                        "said last: cannot bind"));
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }
}
