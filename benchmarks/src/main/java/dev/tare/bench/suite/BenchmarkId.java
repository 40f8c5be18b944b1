package dev.tare.bench.suite;

import java.util.Locale;

/** The name of a benchmark in results: {@code syscall.open_close}. */
final class BenchmarkId {
  private BenchmarkId() {}

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
