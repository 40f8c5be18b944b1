package dev.tare.bench.suite;

import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The name of a benchmark in results: {@code syscall.open_close}, and {@code
 * syscall.open_close.call} where its calls are timed one by one.
 */
final class BenchmarkId {
  private BenchmarkId() {}

  static String of(BenchmarkParams benchmark) {
    String id = of(benchmark.getBenchmark());
    return benchmark.getMode() == Mode.SampleTime ? id + ".call" : id;
  }

  /** The part before the first dot. */
  static String group(BenchmarkParams benchmark) {
    return of(benchmark).replaceFirst("\\..*", "");
  }

  /**
   * From JMH's name.
   *
   * @param method a qualified method name such as {@code dev.tare.bench.suite.Syscall.openClose}
   */
  static String of(String method) {
    String[] parts = method.split("\\.", -1);
    return snake(parts[parts.length - 2]) + "." + snake(parts[parts.length - 1]);
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
