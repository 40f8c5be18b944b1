package dev.tare.target.pods;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a load has come, as it says itself: the detail of its event {@code load}
 * (benchmarks/PROTOCOL.md).
 *
 * @param name {@code before}, {@code changing}, {@code under}, {@code after} or {@code end}
 * @param held anonymous bytes that it has
 * @param cached bytes of files that it wrote and read
 * @param kills processes that the pod's kernel killed for want of memory since the pod began
 */
record LoadStage(String name, long held, long cached, long kills) {
  static final String EVENT = "load";

  private static final Pattern FORM =
      Pattern.compile("(before|changing|under|after|end) (\\d{1,15}) (\\d{1,15}) (\\d{1,15})");

  /** Empty for what is no stage: nothing that a payload prints is trusted. */
  static Optional<LoadStage> parse(String detail) {
    Matcher matcher = FORM.matcher(detail);
    return matcher.matches()
        ? Optional.of(
            new LoadStage(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4))))
        : Optional.empty();
  }

  /** Whether the load stays as it is meanwhile, so that looking at it says something. */
  boolean stands() {
    return !name.equals("changing") && !ended();
  }

  boolean ended() {
    return name.equals("end");
  }
}
