package dev.tare.bench.suite;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result document of kind {@code jmh}: every iteration's raw score, nothing summarised. */
final class SuiteDocument {
  private static final JsonMapper JSON = JsonMapper.shared();

  private SuiteDocument() {}

  static String of(Profile profile, Collection<RunResult> runs, TimerCost timer) {
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

  private static ObjectNode benchmark(RunResult run) {
    BenchmarkParams params = run.getParams();
    ObjectNode benchmark = JSON.createObjectNode();
    benchmark.put("id", BenchmarkId.of(params.getBenchmark()));
    benchmark.put("mode", params.getMode().shortLabel());
    benchmark.put("unit", run.getPrimaryResult().getScoreUnit());
    benchmark.put("threads", params.getThreads());
    benchmark.put("warmups", params.getWarmup().getCount());
    benchmark.put(
        "iteration_ns", params.getMeasurement().getTime().convertTo(params.getTimeUnit()));
    ArrayNode forks = benchmark.putArray("forks");
    for (BenchmarkResult fork : run.getBenchmarkResults()) {
      ArrayNode iterations = forks.addObject().putArray("iterations");
      for (IterationResult iteration : fork.getIterationResults()) {
        ObjectNode one = iterations.addObject();
        one.put("score", iteration.getPrimaryResult().getScore());
        one.put("operations", iteration.getMetadata().getMeasuredOps());
      }
    }
    return benchmark;
  }
}
