package dev.tare.measure;

import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Workload;
import dev.tare.tool.BadOutput;
import dev.tare.tool.CommandOutput;
import java.util.ArrayList;
import java.util.List;

/** The numbers that a command printed, by the tool's own clock. */
record CommandMeasurement(Workload.Command command) implements Measurement {

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    String output = result.output().get(CommandOutput.NAME);
    if (output == null) {
      throw new BadMeasurement("the command's output was not kept");
    }
    try {
      List<Sample> samples = new ArrayList<>(CommandOutput.samples(command, output));
      samples.addAll(Throttling.samples(result));
      return samples;
    } catch (BadOutput e) {
      throw new BadMeasurement(e.reason());
    }
  }
}
