package dev.tare.plan;

import dev.tare.scenario.Case;
import dev.tare.scenario.PeerNode;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.Workload;
import dev.tare.scenario.yaml.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runtimes that a scenario's workloads name for their second pods.
 *
 * @param byName usable only without problems
 * @param problems sentences for the user
 */
public record Peers(Map<String, RuntimeSpec> byName, List<String> problems) {

  public static final Peers NONE = new Peers(Map.of(), List.of());

  public Peers {
    byName = Map.copyOf(byName);
    problems = List.copyOf(problems);
  }

  /**
   * Looks them up among what a run compares, and then among what its target offers.
   *
   * @param runtimes that the run compares
   * @param offered by the target
   */
  public static Peers resolve(
      Scenario scenario, List<RuntimeSpec> runtimes, List<RuntimeSpec> offered) {
    Map<String, RuntimeSpec> found = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String name : names(scenario)) {
      Optional<RuntimeSpec> spec =
          Stream.concat(runtimes.stream(), offered.stream())
              .filter(runtime -> runtime.name().equals(name))
              .findFirst();
      if (spec.isEmpty()) {
        List<String> names = offered.stream().map(RuntimeSpec::name).toList();
        problems.add(
            "the peer \"%s\" is not offered by the target; %s"
                .formatted(name, NearestName.advice(name, names)));
      } else if (spec.get().cri().isPresent()) {
        problems.add(
            "the peer \"%s\" has a socket of its own: both pods stand on one node of the target"
                .formatted(name));
      }
      spec.ifPresent(peer -> found.put(name, peer));
    }
    return new Peers(found, problems);
  }

  /** Each name once. */
  public static List<String> names(Scenario scenario) {
    return scenario.cases().stream().flatMap(c -> name(c).stream()).distinct().toList();
  }

  /** Whether the second pod of that case stands on another node. */
  static boolean apart(Case workload) {
    return workload.workload() instanceof Workload.Network network
        && network.peerNode() == PeerNode.OTHER;
  }

  /** The runtimes whose pods stand on the same node as the pods that they answer. */
  public List<RuntimeSpec> beside(Scenario scenario) {
    return scenario.cases().stream()
        .filter(workload -> !apart(workload))
        .flatMap(workload -> of(workload).stream())
        .distinct()
        .toList();
  }

  /**
   * The runtimes whose pods have to find another node than that of the pods that they answer; empty
   * when no case wants that.
   *
   * @param runtimes that the run compares
   */
  public List<RuntimeSpec> apart(Scenario scenario, List<RuntimeSpec> runtimes) {
    return scenario.cases().stream()
        .filter(Peers::apart)
        .flatMap(workload -> of(workload).map(Stream::of).orElseGet(runtimes::stream))
        .distinct()
        .toList();
  }

  private static Optional<String> name(Case workload) {
    return workload.workload() instanceof Workload.Network network
        ? network.peer()
        : Optional.empty();
  }

  /** The peer of that case; empty when its pods are all of one runtime. */
  Optional<RuntimeSpec> of(Case workload) {
    return name(workload)
        .map(
            name ->
                Optional.ofNullable(byName.get(name))
                    .orElseThrow(
                        () -> new IllegalArgumentException("the peer is not resolved: " + name)));
  }
}
