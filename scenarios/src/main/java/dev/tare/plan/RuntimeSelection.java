package dev.tare.plan;

import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimePattern;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.yaml.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runtimes that a run will compare.
 *
 * @param runtimes in their order, usable only without problems
 * @param problems sentences for the user
 */
public record RuntimeSelection(List<RuntimeSpec> runtimes, List<String> problems) {

  public RuntimeSelection {
    runtimes = List.copyOf(runtimes);
    problems = List.copyOf(problems);
  }

  /**
   * Matches what a scenario names with what the target offers. A named runtime is looked up by its
   * handler among the offered names, and takes from there what it does not say itself; one with a
   * CRI socket of its own, or {@code default}, needs no offer.
   *
   * @param offered what the target or {@code runtimes.yaml} has
   * @param variants names among them that {@code "*"} leaves out; patterns and names find them
   * @param only the names to keep, from the command line, or patterns of them; empty keeps those of
   *     the scenario. A name that the scenario does not have may be any that is offered.
   */
  public static RuntimeSelection resolve(
      Scenario scenario, List<RuntimeSpec> offered, Set<String> variants, List<String> only) {
    List<String> problems = new ArrayList<>();
    List<RuntimeSpec> runtimes = new ArrayList<>();
    for (RuntimeSpec wanted : wanted(scenario, offered, variants, only, problems)) {
      match(wanted, offered, problems).ifPresent(runtimes::add);
    }
    if (runtimes.isEmpty() && problems.isEmpty()) {
      problems.add("the target offers no runtime");
    }
    scenario
        .design()
        .control()
        .filter(_ -> problems.isEmpty())
        .filter(control -> !names(runtimes).contains(control))
        .ifPresent(
            control ->
                problems.add(
                    "the control \"%s\" is not among the runtimes %s; add it%s, or change design.control"
                        .formatted(
                            control,
                            String.join(", ", names(runtimes)),
                            only.isEmpty() ? "" : " to those of --runtimes")));
    return new RuntimeSelection(runtimes, problems);
  }

  private static List<RuntimeSpec> wanted(
      Scenario scenario,
      List<RuntimeSpec> offered,
      Set<String> variants,
      List<String> only,
      List<String> problems) {
    boolean every = names(scenario.runtimes()).contains(RuntimeSpec.EVERY);
    List<RuntimeSpec> named =
        every
            ? offered.stream().filter(one -> !variants.contains(one.name())).toList()
            : expanded(scenario.runtimes(), offered, only.isEmpty(), problems);
    if (only.isEmpty()) {
      return named;
    }
    Map<String, RuntimeSpec> chosen = new LinkedHashMap<>();
    for (String name : only) {
      RuntimeSpec asked = RuntimeSpec.named(name);
      if (RuntimePattern.is(asked)) {
        List<RuntimeSpec> several = RuntimePattern.expand(asked, offered);
        several.forEach(one -> chosen.putIfAbsent(one.name(), find(named, one.name()).orElse(one)));
        if (several.isEmpty()) {
          problems.add(nothingFor(asked, names(offered)));
        }
      } else if (chosen.put(name, find(named, name).orElse(asked)) != null) {
        problems.add("the runtime \"%s\" is chosen twice".formatted(name));
      }
    }
    return List.copyOf(chosen.values());
  }

  /**
   * With each pattern's runtimes in its place. A name stays with the first that has it: a class of
   * the cluster that is called {@code kata-clh-equalised} is taken as it is.
   *
   * @param needed whether a pattern that stands for nothing is a problem
   */
  private static List<RuntimeSpec> expanded(
      List<RuntimeSpec> entries, List<RuntimeSpec> offered, boolean needed, List<String> problems) {
    Map<String, RuntimeSpec> found = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> !RuntimePattern.is(entry))
        .forEach(entry -> found.put(entry.name(), entry));
    Map<String, RuntimeSpec> all = new LinkedHashMap<>();
    for (RuntimeSpec entry : entries) {
      if (!RuntimePattern.is(entry)) {
        all.put(entry.name(), entry);
        continue;
      }
      List<RuntimeSpec> several = RuntimePattern.expand(entry, offered);
      several.stream()
          .filter(one -> found.putIfAbsent(one.name(), one) == null)
          .forEach(one -> all.put(one.name(), one));
      if (needed && several.isEmpty()) {
        problems.add(nothingFor(entry, names(offered)));
      }
    }
    return List.copyOf(all.values());
  }

  private static String nothingFor(RuntimeSpec pattern, List<String> offered) {
    return "no runtime of the target is like \"%s\"; it has %s"
        .formatted(
            pattern.handler(), offered.isEmpty() ? "none at all" : String.join(", ", offered));
  }

  private static Optional<RuntimeSpec> match(
      RuntimeSpec wanted, List<RuntimeSpec> offered, List<String> problems) {
    Optional<RuntimeSpec> offer = find(offered, wanted.name());
    if (wanted.cri().isPresent() || (wanted.handler().isEmpty() && offer.isEmpty())) {
      return Optional.of(wanted);
    }
    boolean ownHandler = !wanted.handler().equals(wanted.name());
    if (ownHandler && offer.filter(o -> o.handler().equals(wanted.handler())).isEmpty()) {
      offer = find(offered, wanted.handler());
    }
    if (offer.isEmpty()) {
      problems.add(missing(wanted, names(offered)));
    }
    return offer.map(base -> merged(wanted, base));
  }

  private static String missing(RuntimeSpec wanted, List<String> offered) {
    String what =
        wanted.handler().equals(wanted.name())
            ? "the runtime \"%s\"".formatted(wanted.name())
            : "the handler \"%s\" of the runtime \"%s\"".formatted(wanted.handler(), wanted.name());
    String has = offered.isEmpty() ? "nothing" : String.join(", ", offered);
    String nearest =
        NearestName.of(wanted.handler(), offered)
            .map(name -> "; did you mean \"" + name + "\"?")
            .orElse("");
    return what + " is not offered by the target, which has " + has + nearest;
  }

  private static RuntimeSpec merged(RuntimeSpec wanted, RuntimeSpec base) {
    Map<String, String> annotations = new LinkedHashMap<>(base.annotations());
    annotations.putAll(wanted.annotations());
    return new RuntimeSpec(
        wanted.name(),
        base.handler(),
        base.cri(),
        annotations,
        new Expectation(
            wanted.expect().sandbox().or(() -> base.expect().sandbox()),
            wanted.expect().hypervisor().or(() -> base.expect().hypervisor())));
  }

  private static Optional<RuntimeSpec> find(List<RuntimeSpec> runtimes, String name) {
    return runtimes.stream().filter(runtime -> runtime.name().equals(name)).findFirst();
  }

  private static List<String> names(List<RuntimeSpec> runtimes) {
    return runtimes.stream().map(RuntimeSpec::name).toList();
  }
}
