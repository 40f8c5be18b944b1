package dev.tare.compare;

import java.util.List;

/**
 * What of a run took place on one node.
 *
 * @param node its name
 * @param rounds ascending, each once
 * @param runtimes in the order of the scenario, the A/A twin included
 */
public record NodeShare(String node, List<Integer> rounds, List<String> runtimes) {
  public NodeShare {
    rounds = List.copyOf(rounds);
    runtimes = List.copyOf(runtimes);
  }

  /** The rounds as words: {@code rounds 1, 3 and 5–8}. */
  public String roundsInWords() {
    return Wording.rounds(rounds);
  }
}
