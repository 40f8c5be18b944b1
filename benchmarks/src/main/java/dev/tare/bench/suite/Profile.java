package dev.tare.bench.suite;

import dev.tare.bench.UsageException;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a benchmark runs.
 *
 * <p>In {@code QUICK} and {@code NORMAL} the benchmarks share one JVM: each round of a run is a
 * fresh JVM in a fresh pod, so the rounds are the forks. {@code THOROUGH} forks as well.
 */
enum Profile {
  QUICK(0),
  NORMAL(0),
  THOROUGH(3);

  final int forks;

  /** Iterations of one length in milliseconds. */
  record Part(int iterations, long millis) {}

  Profile(int forks) {
    this.forks = forks;
  }

  Part warmup() {
    return switch (this) {
      case QUICK -> new Part(1, 100);
      case NORMAL -> new Part(2, 500);
      case THOROUGH -> new Part(3, 1000);
    };
  }

  Part measured() {
    return switch (this) {
      case QUICK -> new Part(3, 80);
      case NORMAL -> new Part(5, 500);
      case THOROUGH -> new Part(5, 1000);
    };
  }

  /** Before calls are timed one by one: the code was compiled once already. */
  Part callWarmup() {
    return new Part(1, calls().millis() / 2);
  }

  Part calls() {
    return switch (this) {
      case QUICK -> new Part(1, 80);
      case NORMAL -> new Part(1, 500);
      case THOROUGH -> new Part(1, 2000);
    };
  }

  static Profile named(String name) {
    return Arrays.stream(values())
        .filter(profile -> profile.key().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("--profile " + name + ": not quick, normal or thorough"));
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
