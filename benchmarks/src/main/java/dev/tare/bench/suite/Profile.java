package dev.tare.bench.suite;

import dev.tare.bench.UsageException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a benchmark runs.
 *
 * <p>In {@code QUICK} and {@code NORMAL} the benchmarks share one JVM: each round of a run is a
 * fresh JVM in a fresh pod, so the rounds are the forks. {@code THOROUGH} forks as well.
 */
enum Profile {
  QUICK(0, 1, Duration.ofMillis(100), 3, Duration.ofMillis(80)),
  NORMAL(0, 2, Duration.ofMillis(500), 5, Duration.ofMillis(500)),
  THOROUGH(3, 3, Duration.ofSeconds(1), 5, Duration.ofSeconds(1));

  final int forks;
  final int warmups;
  final Duration warmupTime;
  final int iterations;
  final Duration iterationTime;

  Profile(int forks, int warmups, Duration warmupTime, int iterations, Duration iterationTime) {
    this.forks = forks;
    this.warmups = warmups;
    this.warmupTime = warmupTime;
    this.iterations = iterations;
    this.iterationTime = iterationTime;
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
