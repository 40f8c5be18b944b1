package dev.tare.cli;

import dev.tare.plan.Peers;
import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Planner;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.target.cri.CriHandlers;
import dev.tare.target.cri.EmbeddedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code tare plan}: nothing is started. */
@Command(
    name = "plan",
    description = "Print the trials of a scenario and what they will cost; start nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", description = "A file, or a name of the catalog.")
  String name = "";

  @Mixin RunOptions options = new RunOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Scenario scenario = Scenarios.with(Scenarios.find(name), options);
    Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
    List<RuntimeSpec> offered = offered(scenario, node);
    List<RuntimeSpec> runtimes =
        Runtimes.choose(
            scenario,
            offered,
            Targets.variants(socket(node), node).keySet(),
            options.target.runtimes);
    Plan plan =
        Planner.plan(
            scenario,
            runtimes,
            Runtimes.peers(scenario, runtimes, offered),
            Placement.on(nodeName(node))
                .withOthers(Map.of(nodeName(node), "one more, which only a cluster has")));
    var out = spec.commandLine().getOut();
    if (options.output == Output.JSON) {
      out.println(JsonMapper.shared().writeValueAsString(plan));
    } else {
      out.print(PlanText.full(scenario, runtimes, plan));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private String nodeName(Optional<EmbeddedNode.Description> node) {
    return options.target.cri == null
        ? node.map(up -> up.access().name()).orElse("node")
        : Targets.hostName();
  }

  /** Empty when no node is named and Tare's own is down. */
  private Optional<String> socket(Optional<EmbeddedNode.Description> node) {
    return Optional.ofNullable(options.target.cri)
        .or(() -> node.map(EmbeddedNode.Description::address));
  }

  /** What a node that is up offers; without one, what is named is taken at its word. */
  private List<RuntimeSpec> offered(Scenario scenario, Optional<EmbeddedNode.Description> node) {
    Optional<String> socket = socket(node);
    List<RuntimeSpec> offered = new ArrayList<>();
    if (socket.isPresent()) {
      offered.addAll(CriHandlers.offered(socket.get()));
      offered.addAll(options.target.more());
      return offered;
    }
    offered.addAll(options.target.more());
    options.target.runtimes.forEach(runtime -> offered.add(RuntimeSpec.named(runtime)));
    scenario.runtimes().stream()
        .filter(runtime -> !runtime.name().contains(RuntimeSpec.EVERY))
        .forEach(offered::add);
    if (offered.isEmpty()) {
      throw new UsageException(
          "the scenario takes every runtime of the node, and no node is up: name some with"
              + " --runtimes, or bring the node up with 'tare node up'");
    }
    Peers.names(scenario).stream()
        .filter(peer -> offered.stream().noneMatch(runtime -> runtime.name().equals(peer)))
        .forEach(peer -> offered.add(RuntimeSpec.named(peer)));
    return offered;
  }
}
