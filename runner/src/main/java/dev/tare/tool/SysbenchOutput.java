package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** sysbench 1.0: its tests cpu, memory, threads, mutex and fileio, and those in Lua. */
final class SysbenchOutput implements CommandOutput.Reader {
  private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
  private static final Pattern EVENTS = Pattern.compile("events per second:\\s+" + NUMBER);
  private static final Pattern OPERATIONS =
      Pattern.compile("Total operations: \\d+ \\(\\s*" + NUMBER + " per second\\)");
  private static final Pattern TOTAL_TIME = Pattern.compile("total time:\\s+" + NUMBER + "s");
  private static final Pattern TOTAL = Pattern.compile("total number of events:\\s+(\\d+)");
  private static final Pattern TRANSFER =
      Pattern.compile(NUMBER + " MiB transferred \\(" + NUMBER + " MiB/sec\\)");
  private static final Pattern FILE_RATE = Pattern.compile("(reads|writes|fsyncs)/s:\\s+" + NUMBER);
  private static final Pattern FILE_TRANSFER =
      Pattern.compile("(read|written), MiB/s:\\s+" + NUMBER);
  private static final Pattern AVERAGE = Pattern.compile("avg:\\s+" + NUMBER);
  private static final Pattern QUANTILE =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th) percentile:\\s+" + NUMBER);
  private static final double MILLISECOND = 1e6;
  private static final double MEBIBYTE = 1 << 20;

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    Lines lines = new Lines(output);
    Found found = new Found();
    double total = Lines.number(lines.need(TOTAL, "'total number of events'").group(1));
    events(lines, total, found);
    Optional<Matcher> transfer = lines.only(TRANSFER);
    if (transfer.isPresent()) {
      bandwidth("transfer", transfer.get().group(2), found);
    }
    files(lines, found);
    latency(lines, total, found);
    return found.all();
  }

  private static void events(Lines lines, double total, Found found) throws BadOutput {
    Optional<Matcher> said = lines.only(EVENTS);
    if (said.isEmpty()) {
      said = lines.only(OPERATIONS);
    }
    if (said.isPresent()) {
      String digits = said.get().group(1);
      found.rate("events", Lines.number(digits), Lines.rounding(digits));
    } else {
      String seconds = lines.need(TOTAL_TIME, "'total time'").group(1);
      double time = Lines.number(seconds);
      if (time == 0) {
        throw new BadOutput("its total time is zero");
      }
      found.rate("events", total / time, total / time * Lines.rounding(seconds) / time);
    }
  }

  /** What a test of files did not do is zero, and no metric of it. */
  private static void files(Lines lines, Found found) throws BadOutput {
    for (String line : lines.all()) {
      Matcher rate = FILE_RATE.matcher(line);
      if (rate.matches() && Lines.number(rate.group(2)) > 0) {
        found.rate(rate.group(1), Lines.number(rate.group(2)), Lines.rounding(rate.group(2)));
      }
      Matcher transfer = FILE_TRANSFER.matcher(line);
      if (transfer.matches() && Lines.number(transfer.group(2)) > 0) {
        bandwidth(found.part(transfer.group(1)) + "_bandwidth", transfer.group(2), found);
      }
    }
  }

  /** Printed to a hundredth of a millisecond: what is 0.00 is below that, and not told. */
  private static void latency(Lines lines, double total, Found found) throws BadOutput {
    Optional<Matcher> average = lines.only(AVERAGE);
    if (average.isPresent()) {
      latency("latency", average.get().group(1), found);
    }
    Optional<Matcher> quantile = lines.only(QUANTILE);
    if (quantile.isPresent() && Found.enough(Lines.number(quantile.get().group(1)) / 100, total)) {
      latency("latency_p" + quantile.get().group(1), quantile.get().group(2), found);
    }
  }

  private static void latency(String what, String digits, Found found) throws BadOutput {
    double millis = Lines.number(digits);
    if (millis > 0) {
      found.time(what, millis * MILLISECOND, Lines.rounding(digits) * MILLISECOND);
    }
  }

  private static void bandwidth(String what, String digits, Found found) throws BadOutput {
    found.bandwidth(what, Lines.number(digits) * MEBIBYTE, Lines.rounding(digits) * MEBIBYTE);
  }
}
