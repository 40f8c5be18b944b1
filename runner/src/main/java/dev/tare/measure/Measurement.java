package dev.tare.measure;

import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.List;
import java.util.Map;

/** One family of metrics. */
interface Measurement {

  /**
   * The samples of a completed trial.
   *
   * @throws BadMeasurement when the result contradicts itself
   */
  List<Sample> samples(TrialResult result) throws BadMeasurement;

  /**
   * Files that are drawn from a completed trial and stored beside what its payloads printed: a name
   * and a text.
   *
   * @throws BadMeasurement when the result contradicts itself
   */
  default Map<String, String> output(TrialResult result) throws BadMeasurement {
    return Map.of();
  }
}
