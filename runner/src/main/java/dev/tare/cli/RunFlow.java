package dev.tare.cli;

import dev.tare.plan.Peers;
import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Planner;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Fingerprint;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.RunId;
import dev.tare.run.Progress;
import dev.tare.run.Redaction;
import dev.tare.run.Session;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.target.Clock;
import dev.tare.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** From a scenario to its report: what {@code run} and {@code demo} do. */
final class RunFlow {
  private final RunOptions options;
  private final PrintWriter out;
  private final Progress progress;
  private final List<String> argv;

  RunFlow(RunOptions options, CommandSpec spec) {
    this.options = options;
    this.out = spec.commandLine().getOut();
    this.progress = Terminal.progress(spec.commandLine().getErr());
    this.argv = spec.root().commandLine().getParseResult().originalArgs();
  }

  /** What a command says at the end. */
  interface Ending {
    /** Tells what the run came to, once its report is written. */
    void tell(RunFolder folder) throws IOException;
  }

  int run(Scenario asked) throws IOException, InterruptedException {
    return run(asked, folder -> new Reports(folder.path()).write().print(options.output, out));
  }

  int run(Scenario asked, Ending ending) throws IOException, InterruptedException {
    Scenario scenario = Scenarios.with(asked, options);
    if (Files.exists(options.results) && !Files.isDirectory(options.results)) {
      throw new UsageException(
          "--results %s is no folder: name one, which need not exist yet"
              .formatted(options.results));
    }
    List<RuntimeSpec> more = options.target.more();
    return Interruption.guard(() -> run(scenario, more, ending));
  }

  private int run(Scenario scenario, List<RuntimeSpec> more, Ending ending)
      throws IOException, InterruptedException {
    Instant start = Instant.now();
    String id = RunId.of(start, scenario.name());
    try (Target target = new Targets(options.target, progress::note).open(id, scenario)) {
      List<RuntimeSpec> offered = new ArrayList<>(target.offered());
      offered.addAll(more);
      List<RuntimeSpec> runtimes =
          Runtimes.choose(scenario, offered, target.variants(), options.target.runtimes);
      Peers peers = Runtimes.peers(scenario, runtimes, offered);
      List<RuntimeSpec> all = joined(runtimes, peers.byName().values());
      Placement placement = placement(target, scenario, runtimes, peers, all);
      Plan plan = Planner.plan(scenario, runtimes, peers, placement);
      progress.note(PlanText.summary(scenario, runtimes, plan));
      target.prepare(placement, all);
      Run run = begin(scenario, runtimes, plan, target, id, start);
      target.provide(Session.admitted(plan, run.receipts()));
      RunFolder folder = RunFolder.create(options.results, run);
      Run ended = new Session(target, folder, progress, Clock.system()).run(plan, run);
      ending.tell(folder);
      return exitCode(folder, ended);
    }
  }

  /** Where peers stand beside the pods that they answer, a node has to run them too. */
  private static Placement placement(
      Target target,
      Scenario scenario,
      List<RuntimeSpec> runtimes,
      Peers peers,
      List<RuntimeSpec> all) {
    Placement placement = target.placement(joined(runtimes, peers.beside(scenario)));
    List<RuntimeSpec> apart = peers.apart(scenario, runtimes);
    return apart.isEmpty() ? placement : target.withOthers(placement, all, apart);
  }

  private static List<RuntimeSpec> joined(
      List<RuntimeSpec> runtimes, Collection<RuntimeSpec> more) {
    return Stream.concat(runtimes.stream(), more.stream()).distinct().toList();
  }

  private Run begin(
      Scenario scenario,
      List<RuntimeSpec> runtimes,
      Plan plan,
      Target target,
      String id,
      Instant start)
      throws InterruptedException {
    String control = scenario.design().control().orElse(runtimes.getFirst().name());
    Redaction redaction = new Redaction();
    List<String> words = redaction.argv(argv);
    List<Fact> facts = new ArrayList<>(new IdentityFacts(Home.path()).of(scenario, plan));
    facts.addAll(redaction.facts(target.probe().facts()));
    facts.add(Fact.known("run.redacted", redaction.where(), false));
    Environment environment = new Environment(facts);
    progress.note("taking receipts: what each runtime is, and what its pods really get");
    List<Receipt> receipts =
        Session.receipts(target, runtimes, control, scenario.cases().getFirst().pod());
    receipts.stream()
        .filter(receipt -> !receipt.refused().isEmpty())
        .forEach(receipt -> progress.note(receipt.runtime() + " is refused: " + receipt.refused()));
    return new Run(
        Run.SCHEMA,
        id,
        Run.Status.RUNNING,
        scenario.name(),
        scenario.question(),
        scenario.text(),
        names(scenario, runtimes, control),
        control,
        scenario.design().rounds(),
        scenario.design().aa(),
        plan.seed(),
        plan.hash(),
        plan.trials().size(),
        words,
        Version.text(),
        start.toString(),
        "",
        environment,
        receipts,
        Fingerprint.of(environment),
        List.of());
  }

  /** In the scenario's order, the A/A twin right behind the control. */
  private static List<String> names(Scenario scenario, List<RuntimeSpec> runtimes, String control) {
    List<String> names = new ArrayList<>();
    for (RuntimeSpec runtime : runtimes) {
      names.add(runtime.name());
      if (scenario.design().aa() && runtime.name().equals(control)) {
        names.add(runtime.twin().name());
      }
    }
    return names;
  }

  /** A runtime without a completed trial is told to the caller. */
  private static int exitCode(RunFolder folder, Run run) {
    if (run.status() == Run.Status.INTERRUPTED) {
      return ExitCode.INTERRUPTED;
    }
    return run.runtimes().stream()
            .allMatch(
                runtime ->
                    folder.trials().stream()
                        .anyMatch(
                            trial -> trial.runtime().equals(runtime) && trial.result().completed()))
        ? ExitCode.DONE
        : ExitCode.NOTHING_COMPLETED;
  }
}
