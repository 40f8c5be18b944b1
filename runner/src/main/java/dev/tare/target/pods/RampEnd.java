package dev.tare.target.pods;

import dev.tare.result.GaveOut;
import java.time.Duration;
import java.util.Locale;

/** Why a ramp ends, and the words of whoever ended it. */
record RampEnd(GaveOut gaveOut, String words) {

  /** What the failure of the pod of that number, from 1, says. */
  static RampEnd of(PodFailure failure, int number, Duration limit) {
    String cause = failure.cause();
    if (failure.late()) {
      return new RampEnd(
          GaveOut.START, "pod %d had not answered after %s".formatted(number, seconds(limit)));
    }
    GaveOut gaveOut = GaveOut.POD;
    // The words are those of Kubernetes' scheduler, kubelet and admission.
    if (cause.contains("Too many pods") || cause.contains("OutOfpods")) {
      gaveOut = GaveOut.MAX_PODS;
    } else if (cause.contains("exceeded quota")) {
      gaveOut = GaveOut.QUOTA;
    } else if (cause.startsWith(PodFailure.NO_PLACE)) {
      gaveOut = GaveOut.PLACE;
    }
    return new RampEnd(gaveOut, "pod %d, %s: %s".formatted(number, failure.during(), cause));
  }

  /** The pod of that number answered after the objective. */
  static RampEnd late(int number, Duration took, Duration objective) {
    return new RampEnd(
        GaveOut.START,
        "pod %d answered after %s, later than %s"
            .formatted(number, seconds(took), seconds(objective)));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1e3);
  }
}
