package dev.tare.scenario;

import java.util.Optional;

/**
 * How the trials are laid out.
 *
 * @param rounds each runs every runtime once; the unit of evidence
 * @param seed of the order of runtimes
 * @param control the runtime that ratios are taken to; the first one when empty
 * @param aa whether the control runs twice, under two names
 * @param warmups unmeasured pods before a runtime's first trial of each round
 */
public record Design(int rounds, long seed, Optional<String> control, boolean aa, int warmups) {
  /** More say nothing that these do not. */
  public static final int MOST_ROUNDS = 200;
}
