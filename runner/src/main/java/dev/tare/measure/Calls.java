package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Calls that were timed one by one, in histograms of nanoseconds. */
final class Calls {
  static final String SUFFIX = ".call";

  /** The name under which a trial's whole histograms are stored. */
  static final String OUTPUT = "calls.hlog";

  private static final int DIGITS = 3;
  private static final int LONGEST = 1 << 20;
  private static final long MOST_CALLS = 1L << 40;

  /**
   * As many values of a distribution are stored, from its smallest to its largest call in equal
   * steps: quantiles of them at whole steps of 1/400, such as median, p90 and p99, are those of all
   * calls. 368 are needed for p99.
   */
  private static final int KEPT = 401;

  private Calls() {}

  static Histogram empty() {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }

  /**
   * A histogram as a payload prints it.
   *
   * @param base64 HdrHistogram's version 2, compressed
   * @throws BadMeasurement when it is none, or empty
   */
  static Histogram decode(String base64, String id) throws BadMeasurement {
    if (base64.isEmpty() || base64.length() > LONGEST) {
      throw new BadMeasurement(id + " has no usable histogram");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      if (histogram.getTotalCount() < 1 || histogram.getTotalCount() > MOST_CALLS) {
        throw new BadMeasurement(
            id + " has a histogram of " + histogram.getTotalCount() + " calls");
      }
      return histogram;
    } catch (DataFormatException | RuntimeException e) {
      // The decoder checks little: what is no histogram ends in exceptions of many kinds.
      throw new BadMeasurement(id + " has a histogram that cannot be read: " + e.getMessage());
    }
  }

  /** All calls when there are few, else {@link #KEPT} of them that stand for all. */
  static List<Sample> samples(String id, Histogram calls) {
    Metric metric = Metric.duration(id);
    long count = calls.getTotalCount();
    int kept = (int) Math.min(KEPT, count);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      long rank = kept == 1 ? 1 : 1 + Math.round((double) i * (count - 1) / (kept - 1));
      double value = calls.getValueAtPercentile(100.0 * rank / count);
      samples.add(new Sample(metric, value, 0));
    }
    return samples;
  }

  /** A log of them, each tagged with its metric. */
  static String log(Map<String, Histogram> calls) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(text, false, StandardCharsets.UTF_8);
    HistogramLogWriter log = new HistogramLogWriter(stream);
    log.outputComment("[nanoseconds; one interval for each benchmark]");
    log.outputLogFormatVersion();
    log.outputLegend();
    calls.forEach(
        (id, histogram) -> {
          histogram.setTag(id);
          log.outputIntervalHistogram(0, 0, histogram);
        });
    stream.flush();
    return text.toString(StandardCharsets.UTF_8);
  }
}
