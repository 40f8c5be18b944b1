package dev.tare.bench.suite;

import dev.tare.bench.ResultStream;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Turns JMH's progress into events, each with this program's monotonic clock, so that the host can
 * hold that clock against its own. JMH's texts are for people and are left out.
 */
final class IterationEvents implements OutputFormat {
  private final ResultStream results;

  IterationEvents(ResultStream results) {
    this.results = results;
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
    results.event("iteration-start", detail(benchmark, params, iteration));
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
    results.event("iteration-end", detail(benchmark, params, iteration));
  }

  private static String detail(BenchmarkParams benchmark, IterationParams params, int iteration) {
    String type = params.getType() == IterationType.WARMUP ? "w" : "m";
    return BenchmarkId.of(benchmark) + " " + type + iteration + " " + System.nanoTime();
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> result) {}

  @Override
  public void print(String text) {}

  @Override
  public void println(String text) {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int b) {}

  @Override
  public void write(byte[] b) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
