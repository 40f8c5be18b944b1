package dev.tare.tool;

import dev.tare.result.Sample;
import dev.tare.scenario.StatedMetric;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that regular expressions find, each in exactly one line. */
record StatedText(List<StatedMetric> metrics) implements CommandOutput.Reader {

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    Lines lines = new Lines(output);
    Found found = new Found();
    for (StatedMetric metric : metrics) {
      String digits = only(metric, lines);
      double factor = metric.unit().factor();
      found.add(
          StatedMetrics.metric(metric),
          Lines.number(digits) * factor,
          Lines.rounding(digits) * factor);
    }
    return found.all();
  }

  private static String only(StatedMetric metric, Lines lines) throws BadOutput {
    Pattern pattern = Pattern.compile(metric.at());
    Patience patience = new Patience();
    Optional<String> found = Optional.empty();
    try {
      for (String line : lines.all()) {
        Matcher matcher = pattern.matcher(patience.with(line));
        while (matcher.find()) {
          if (found.isPresent()) {
            throw new BadOutput(
                "the pattern of %s is found more than once, the second time in '%s'"
                    .formatted(metric.name(), Lines.cut(line)));
          }
          found = Optional.of(String.valueOf(matcher.group(1)));
        }
      }
    } catch (Patience.Lost | StackOverflowError e) {
      throw new BadOutput("the pattern of " + metric.name() + " takes too long on this output");
    }
    if (found.isEmpty()) {
      throw new BadOutput("the pattern of " + metric.name() + " is not found in it");
    }
    return found.get();
  }
}
