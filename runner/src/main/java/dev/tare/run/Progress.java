package dev.tare.run;

import dev.tare.plan.Trial;
import dev.tare.result.TrialRecord;
import java.time.Duration;

/** Hears how far a run is. */
public interface Progress {

  /** Something that a person should know, in one line. */
  void note(String line);

  /**
   * A trial begins.
   *
   * @param index from 0
   * @param count of all trials of the run
   * @param left an estimate
   */
  void trial(Trial trial, int index, int count, Duration left);

  /** A trial was stored. */
  void stored(TrialRecord trial);

  /** No trial follows. */
  void ended();
}
