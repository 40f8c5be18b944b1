package dev.tare.measure;

import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.List;

/** One family of metrics. */
interface Measurement {

  /**
   * The samples of a completed trial.
   *
   * @throws BadMeasurement when the result contradicts itself
   */
  List<Sample> samples(TrialResult result) throws BadMeasurement;
}
