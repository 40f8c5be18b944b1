package dev.tare.scenario.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts with units, as Kubernetes writes them; nine digits at most, so that nothing overflows.
 */
public final class Quantity {

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");
  private static final Pattern BYTES = Pattern.compile("([1-9][0-9]{0,8})(Ki|Mi|Gi)");
  private static final Pattern CPUS = Pattern.compile("([1-9][0-9]{0,5})(m?)");

  private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,4})/(s|m)");

  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final long GIB = 1024 * MIB;

  private Quantity() {}

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }

  static Optional<Long> bytes(String text) {
    Matcher matcher = BYTES.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "Ki" -> amount * KIB;
          case "Mi" -> amount * MIB;
          default -> amount * GIB;
        });
  }

  static Optional<Integer> millicpus(String text) {
    Matcher matcher = CPUS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int amount = Integer.parseInt(matcher.group(1));
    return Optional.of(matcher.group(2).isEmpty() ? amount * 1000 : amount);
  }

  static Optional<Integer> perMinute(String text) {
    Matcher matcher = RATE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int amount = Integer.parseInt(matcher.group(1));
    return Optional.of(matcher.group(2).equals("s") ? amount * 60 : amount);
  }

  /** The shortest way to write it in a file: {@code 5m}, {@code 1500ms}. */
  public static String show(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** The shortest way to write it in a file: {@code 256Mi}, {@code 1Gi}. */
  public static String show(long bytes) {
    if (bytes % GIB == 0) {
      return bytes / GIB + "Gi";
    }
    return bytes % MIB == 0 ? bytes / MIB + "Mi" : bytes / KIB + "Ki";
  }
}
