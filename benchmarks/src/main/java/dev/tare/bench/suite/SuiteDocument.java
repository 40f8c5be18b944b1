package dev.tare.bench.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result document of kind {@code jmh}: every iteration's raw score, nothing summarised. Calls
 * that were timed one by one are in histograms.
 */
final class SuiteDocument {
  private static final JsonMapper JSON = JsonMapper.shared();

  private SuiteDocument() {}

  static String of(Profile profile, Collection<RunResult> runs, TimerCost timer)
      throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.put("schema", 1);
    document.put("kind", "jmh");
    document.put("profile", profile.key());
    document.set("jvm", jvm());
    document.put("cpus", Runtime.getRuntime().availableProcessors());
    ObjectNode clock = document.putObject("timer");
    clock.put("cost_ns", timer.cost());
    clock.put("granularity_ns", timer.granularity());
    ArrayNode benchmarks = document.putArray("benchmarks");
    runs.forEach(run -> benchmarks.add(benchmark(run)));
    if (runs.stream().anyMatch(run -> BenchmarkId.group(run.getParams()).equals("file"))) {
      document.set("files", files());
    }
    return document.toString();
  }

  private static ObjectNode jvm() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    ObjectNode jvm = JSON.createObjectNode();
    jvm.put("name", runtime.getVmName());
    jvm.put("vendor", runtime.getVmVendor());
    jvm.put("version", runtime.getVmVersion());
    ArrayNode flags = jvm.putArray("flags");
    runtime.getInputArguments().forEach(flags::add);
    return jvm;
  }

  private static ObjectNode files() throws IOException {
    Mount mount = Mount.of(Mount.writable());
    ObjectNode files = JSON.createObjectNode();
    files.put("folder", mount.folder());
    files.put("mount", mount.mount());
    files.put("type", mount.type());
    files.put("options", mount.options());
    files.put("block", File.BLOCK);
    files.put("cache", "buffered");
    return files;
  }

  private static ObjectNode benchmark(RunResult run) {
    BenchmarkParams params = run.getParams();
    ObjectNode benchmark = JSON.createObjectNode();
    benchmark.put("id", BenchmarkId.of(params));
    benchmark.put("mode", params.getMode().shortLabel());
    benchmark.put("unit", run.getPrimaryResult().getScoreUnit());
    benchmark.put("threads", params.getThreads());
    benchmark.put("warmups", params.getWarmup().getCount());
    benchmark.put(
        "iteration_ns", params.getMeasurement().getTime().convertTo(params.getTimeUnit()));
    String bytes = params.getParam(Bandwidth.BYTES);
    if (bytes != null) {
      String method = params.getBenchmark().replaceFirst(".*\\.", "");
      benchmark.put("bytes_per_operation", Bandwidth.moved(method, Long.parseLong(bytes)));
    }
    ArrayNode forks = benchmark.putArray("forks");
    for (BenchmarkResult fork : run.getBenchmarkResults()) {
      ArrayNode iterations = forks.addObject().putArray("iterations");
      for (IterationResult iteration : fork.getIterationResults()) {
        ObjectNode one = iterations.addObject();
        if (params.getMode() == Mode.SampleTime) {
          one.put("histogram", histogram(iteration.getPrimaryResult().getStatistics()));
        } else {
          one.put("score", iteration.getPrimaryResult().getScore());
          one.put("operations", iteration.getMetadata().getMeasuredOps());
        }
      }
    }
    return benchmark;
  }

  /**
   * As HdrHistogram's logs have it: version 2, compressed, base64. Three digits, which is more than
   * JMH keeps of a call.
   */
  private static String histogram(Statistics calls) {
    Histogram histogram = new Histogram(3);
    histogram.setAutoResize(true);
    for (Iterator<Map.Entry<Double, Long>> all = calls.getRawData(); all.hasNext(); ) {
      Map.Entry<Double, Long> call = all.next();
      histogram.recordValueWithCount(Math.round(call.getKey()), call.getValue());
    }
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
