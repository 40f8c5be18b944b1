package dev.tare.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements;
import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Planner;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.scenario.Workload;
import dev.tare.tool.CommandOutput;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every target does with other people's programs; some of them mean no good. */
public abstract class CommandContract {

  /** The target under test; opened and closed by the implementing class. */
  protected abstract Target target();

  /** Whether anything of a trial's pods is still there. */
  protected abstract boolean podsAreLeft() throws Exception;

  /** Where trials of these run, made ready for them. */
  protected Placement prepared(List<RuntimeSpec> runtimes) throws InterruptedException {
    Placement placement = target().placement(runtimes);
    target().prepare(placement, runtimes);
    return placement;
  }

  private RuntimeSpec runtime(String name) {
    List<RuntimeSpec> found =
        target().offered().stream().filter(runtime -> runtime.name().equals(name)).toList();
    if (found.isEmpty() && !"true".equals(System.getenv("CI"))) {
      Assumptions.abort("there is no " + name + " here: is Go installed?");
    }
    return found.getFirst();
  }

  /** A command in flow style, run once. */
  private Measurements.Measured run(String runtime, String command, String limit) throws Exception {
    return run(runtime, command, limit.equals("60s") ? "30s" : "5s", limit);
  }

  private Measurements.Measured run(String runtime, String command, String start, String limit)
      throws Exception {
    List<RuntimeSpec> runtimes = List.of(runtime(runtime));
    Placement placement = prepared(runtimes);
    Plan plan =
        Planner.plan(
            ScenarioLoader.parse(
                "command.yaml",
                """
                scenario: command
                question: What does it print?
                pod: {resources: {cpu: 1, memory: 128Mi, cpu-request: 10m}}
                workloads:
                  one:
                    command: {image: tools, %s}
                design: {rounds: 1, warmups: 0}
                limits: {start: %s, trial: %s}
                """
                    .formatted(command, start, limit)),
            runtimes,
            placement);
    target().provide(plan);
    TrialResult result = target().run(plan.trials().getFirst());
    assertThat(podsAreLeft()).isFalse();
    Workload workload = plan.trials().getFirst().workload().workload();
    return Measurements.of(workload, result);
  }

  private static PodOutcome.Failed failure(Measurements.Measured measured) {
    assertThat(measured.samples()).isEmpty();
    PodOutcome last = measured.result().pods().getLast();
    assertThat(last).isInstanceOf(PodOutcome.Failed.class);
    PodOutcome.Failed failed = (PodOutcome.Failed) last;
    assertThat(failed.cause()).hasSizeLessThan(2000);
    return failed;
  }

  private static String shell(String script) {
    return "command: [sh, -c, '"
        + script.replace("'", "''")
        + "'], parser: regex, metrics: [{name: rate, pattern: 'rate (\\S+) KiB/s', unit: KiB/s,"
        + " better: higher}]";
  }

  @Test
  void numbersArePrintedUnderRuncAndGvisor() throws Exception {
    for (String runtime : List.of("runc", "gvisor")) {
      Measurements.Measured measured =
          run(runtime, shell("echo begun >&2; echo rate 12.5 KiB/s; id -u"), "60s");

      assertThat(measured.result().problems()).isEmpty();
      assertThat(measured.result().pods()).allMatch(PodOutcome.Completed.class::isInstance);
      assertThat(measured.samples())
          .filteredOn(sample -> sample.metric().name().equals("command.rate"))
          .extracting(Sample::value)
          .containsExactly(12_800.0);
      assertThat(measured.result().output().get(CommandOutput.NAME))
          .contains("begun\n", "rate 12.5 KiB/s\n", "65534\n");
    }
  }

  @Test
  void lastLinesWithoutAnEndCount() throws Exception {
    assertThat(run("runc", shell("printf \"rate 5 KiB/s\""), "60s").samples())
        .extracting(Sample::value)
        .contains(5120.0);
  }

  @Test
  void aCommandThatHangsIsStoppedAtTheLimit() throws Exception {
    PodOutcome.Failed failed =
        failure(run("runc", shell("trap \"\" TERM; echo waiting; sleep 1000"), "6s"));

    assertThat(failed.during()).isEqualTo("running");
    assertThat(failed.cause()).isEqualTo("the trial's limit of 6 s passed; it printed: waiting");
  }

  @Test
  void aCommandThatPrintsWithoutEndIsStopped() throws Exception {
    Measurements.Measured measured = run("runc", shell("yes 0123456789"), "60s");

    assertThat(failure(measured).cause())
        .startsWith("it printed more than 8 MiB; it printed: 0123456789 / ");
    assertThat(measured.result().output().get(CommandOutput.NAME)).hasSizeLessThan(70_000);
  }

  @Test
  void aLineWithoutEndIsStoppedToo() throws Exception {
    Measurements.Measured measured = run("gvisor", shell("tr \"\\0\" x < /dev/zero"), "60s");

    assertThat(failure(measured).cause()).startsWith("it printed more than 8 MiB");
  }

  @Test
  void aBadEndQuotesWhatWasPrinted() throws Exception {
    PodOutcome.Failed failed =
        failure(run("runc", shell("printf \"\\033[31mno disk\\007\\n\"; exit 3"), "60s"));

    assertThat(failed.cause())
        .startsWith("the container ended with exit code 3")
        .endsWith("it printed: ?[31mno disk?");
  }

  @Test
  void whatIsNoNumberFailsThePod() throws Exception {
    assertThat(failure(run("runc", shell("echo rate NaN KiB/s"), "60s")).cause())
        .isEqualTo("'NaN' is no number; it printed: rate NaN KiB/s");
    assertThat(failure(run("runc", shell("echo rate -5 KiB/s"), "60s")).cause())
        .startsWith("command.rate cannot be -5120.0 bytes/s");
    assertThat(failure(run("runc", shell("exit 0"), "60s")).cause())
        .isEqualTo("it printed nothing; it printed nothing");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() throws Exception {
    assertThat(failure(run("runc", "command: [no-such-program], parser: fio", "60s")).cause())
        .contains("no-such-program");
  }

  @Test
  void aServerIsAwaitedByItsPortAndItsLine() throws Exception {
    String redis =
        "[redis-server, --bind, 0.0.0.0, --protected-mode, 'no', --save, '', --dir, /tmp]";
    String client =
        "command: [redis-benchmark, -h, '{server}', -n, '500', -t, 'set', --csv], parser:"
            + " redis-benchmark, server: {command: "
            + redis;

    for (String ready : List.of("port: 6379", "ready: Ready to accept connections")) {
      Measurements.Measured measured = run("gvisor", client + ", " + ready + "}", "60s");

      assertThat(measured.result().pods())
          .hasSize(2)
          .allMatch(PodOutcome.Completed.class::isInstance);
      assertThat(measured.samples())
          .extracting(sample -> sample.metric().name())
          .contains("command.requests.set", "command.latency_p99.set");
    }
  }

  @Test
  void aServerThatIsNeverReadyIsCensored() throws Exception {
    Measurements.Measured measured =
        run(
            "runc",
            "command: [echo, '{server}'], parser: fio, server: {command: [sleep, '100'], port:"
                + " 9}",
            "5s",
            "60s");

    assertThat(measured.result().pods()).singleElement().isInstanceOf(PodOutcome.Censored.class);
  }
}
