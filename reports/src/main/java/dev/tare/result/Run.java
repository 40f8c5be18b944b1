package dev.tare.result;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code run.json}: what was asked, by whom and where; rewritten atomically while the run goes on.
 *
 * @param schema {@code urn:tare:run:1}
 * @param scenario the scenario file's text
 * @param runtimes names in the order of the scenario, the A/A twin included
 * @param control the runtime that ratios are taken to
 * @param plannedTrials how many trials the plan has
 * @param fingerprint SHA-256 of the facts that two comparable runs share
 * @param endedAt empty while running
 */
public record Run(
    String schema,
    String id,
    Status status,
    String name,
    String question,
    String scenario,
    List<String> runtimes,
    String control,
    int rounds,
    boolean aa,
    long seed,
    String planHash,
    int plannedTrials,
    List<String> argv,
    String tareVersion,
    String startedAt,
    String endedAt,
    Environment environment,
    List<Receipt> receipts,
    String fingerprint,
    List<String> notes) {

  /** The current version of {@code run.json}. */
  public static final String SCHEMA = "urn:tare:run:1";

  /** How far the run came. */
  public enum Status {
    RUNNING,
    COMPLETE,
    /** Ended by the user; what was measured stands. */
    INTERRUPTED
  }

  public Run {
    runtimes = List.copyOf(runtimes);
    argv = List.copyOf(argv);
    receipts = List.copyOf(receipts);
    notes = List.copyOf(notes);
  }

  /**
   * The same run at its end.
   *
   * @param seen the environment with what was read of it after the run
   * @param more notes
   */
  public Run ended(Status how, String at, Environment seen, List<String> more) {
    return new Run(
        schema,
        id,
        how,
        name,
        question,
        scenario,
        runtimes,
        control,
        rounds,
        aa,
        seed,
        planHash,
        plannedTrials,
        argv,
        tareVersion,
        startedAt,
        at,
        seen,
        receipts,
        fingerprint,
        Stream.concat(notes.stream(), more.stream()).toList());
  }
}
