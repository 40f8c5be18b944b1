package dev.tare.result;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Names of runs: {@code <utc yyyymmddthhmmssz>-<scenario, cut to 24>-<4 hex>}, valid DNS labels
 * that sort by time.
 */
public final class RunId {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern SHAPE =
      Pattern.compile("\\d{8}t\\d{6}z-[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?-[0-9a-f]{4}");

  private static final int SCENARIO_LENGTH = 24;

  private RunId() {}

  /** A new id; two of the same second and scenario differ in their last four digits. */
  public static String of(Instant start, String scenario) {
    int random = ThreadLocalRandom.current().nextInt(0x10000);
    return "%s-%s-%04x".formatted(STAMP.format(start), label(scenario), random);
  }

  /** Whether a folder of that name can be a run's. */
  public static boolean matches(String name) {
    return SHAPE.matcher(name).matches();
  }

  private static String label(String scenario) {
    String safe = scenario.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String begun = safe.replaceAll("^-", "");
    String cut = begun.substring(0, Math.min(SCENARIO_LENGTH, begun.length()));
    String ended = cut.replaceAll("-$", "");
    return ended.isEmpty() ? "run" : ended;
  }
}
