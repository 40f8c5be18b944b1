package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code stress-ng --metrics}: a line for each stressor. */
final class StressNgOutput implements CommandOutput.Reader {
  private static final String NUMBER = "\\s+(\\d+(?:\\.\\d+)?)";

  /** Stressor, bogus operations, seconds of real, user and system time, operations a second. */
  private static final Pattern STRESSOR =
      Pattern.compile(
          "stress-ng: (?:metrc|info): +\\[\\d+\\] ([a-z][a-z0-9-]*)"
              + NUMBER.repeat(6)
              + "(?:\\s+[\\d.]+)*");

  private static final Pattern FAILED =
      Pattern.compile(
          "stress-ng: fail: .*|.*unsuccessful run completed.*|.*metrics untrustworthy: [1-9].*");

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    Found found = new Found();
    for (String line : new Lines(output).all()) {
      if (FAILED.matcher(line).matches()) {
        throw new BadOutput("stress-ng says that it failed: '" + Lines.cut(line) + "'");
      }
      Matcher stressor = STRESSOR.matcher(line);
      if (stressor.matches()) {
        String rate = stressor.group(6);
        found.rate(
            "bogo_ops." + found.part(stressor.group(1)), Lines.number(rate), Lines.rounding(rate));
      }
    }
    return found.all();
  }
}
