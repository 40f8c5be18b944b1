package dev.tare.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials in the order in which they run; the same scenario, runtimes, node and seed give the
 * same plan.
 *
 * @param hash SHA-256 over the trials, in hexadecimal
 * @param follows how often each runtime directly follows each, in the order of the runtimes; {@code
 *     follows.get(a).get(b)}: b right after a; a runtime follows itself only from one workload to
 *     the next
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
}
