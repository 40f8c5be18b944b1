package dev.tare.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The trials in the order in which they run; the same scenario, runtimes, placement and seed give
 * the same plan.
 *
 * @param hash SHA-256 over the trials, in hexadecimal
 * @param follows how often each runtime directly follows each on its node, in the order of the
 *     runtimes; {@code follows.get(a).get(b)}: b right after a; where all share nodes a runtime
 *     follows itself only from one workload to the next
 * @param cost what running it will take
 */
public record Plan(
    long seed,
    List<Trial> trials,
    String hash,
    Map<String, Map<String, Integer>> follows,
    Cost cost) {
  public Plan {
    trials = List.copyOf(trials);
    follows = Collections.unmodifiableMap(new LinkedHashMap<>(follows));
  }

  /** The same with only those of its trials. */
  public Plan of(Predicate<Trial> some) {
    return new Plan(seed, trials.stream().filter(some).toList(), hash, follows, cost);
  }
}
