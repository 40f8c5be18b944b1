package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk, and wrk2 whose percentiles have decimals; {@code --latency} makes them print any. */
final class WrkOutput implements CommandOutput.Reader {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in \\S+, \\S+ read");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+(\\d+(?:\\.\\d+)?)");
  private static final Pattern TRANSFER =
      Pattern.compile("Transfer/sec:\\s+(\\d+(?:\\.\\d+)?)([KMGTP]?)B");
  private static final String TIME = "(\\d+(?:\\.\\d+)?)(us|ms|s|m)";
  private static final Pattern AVERAGE = Pattern.compile("Latency\\s+" + TIME + "\\s+.*");
  private static final Pattern QUANTILE = Pattern.compile("(\\d{2}(?:\\.\\d{1,3})?)%\\s+" + TIME);
  private static final Pattern ERRORS = Pattern.compile("Socket errors: .*|Non-2xx or 3xx .*");

  private static final Map<String, String> QUANTILES =
      Map.of(
          "50", "p50", "90", "p90", "99", "p99", //
          "50.000", "p50", "90.000", "p90", "99.000", "p99", "99.900", "p99_9");

  private static final Map<String, Double> TIMES =
      Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "m", 6e10);

  /** wrk's K is 1024. */
  private static final String SIZES = "KMGTP";

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    Lines lines = new Lines(output);
    Optional<Matcher> errors = lines.only(ERRORS);
    if (errors.isPresent()) {
      throw new BadOutput(
          "not every request was answered well: " + Lines.cut(errors.get().group()));
    }
    double requests = Lines.number(lines.need(REQUESTS, "line of wrk's requests").group(1));
    Found found = new Found();
    String rate = lines.need(RATE, "'Requests/sec'").group(1);
    found.rate("requests", Lines.number(rate), Lines.rounding(rate));
    Matcher transfer = lines.need(TRANSFER, "'Transfer/sec'");
    double factor =
        transfer.group(2).isEmpty() ? 1 : Math.pow(1024, SIZES.indexOf(transfer.group(2)) + 1);
    found.bandwidth(
        "transfer",
        Lines.number(transfer.group(1)) * factor,
        Lines.rounding(transfer.group(1)) * factor);
    time("latency", lines.need(AVERAGE, "line of latencies"), 1, found);
    for (String line : lines.all()) {
      Matcher quantile = QUANTILE.matcher(line);
      String name = quantile.matches() ? QUANTILES.get(quantile.group(1)) : null;
      if (name != null && Found.enough(Lines.number(quantile.group(1)) / 100, requests)) {
        time("latency_" + name, quantile, 2, found);
      }
    }
    return found.all();
  }

  private static void time(String what, Matcher matcher, int group, Found found) throws BadOutput {
    double factor = TIMES.getOrDefault(matcher.group(group + 1), 0.0);
    String digits = matcher.group(group);
    found.time(what, Lines.number(digits) * factor, Lines.rounding(digits) * factor);
  }
}
