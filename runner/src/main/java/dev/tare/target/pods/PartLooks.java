package dev.tare.target.pods;

import dev.tare.payload.PayloadStream;
import dev.tare.result.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the CPU before and after each part of the network client, in the quiet that it keeps
 * there. A look that did not fall into its quiet is of something else, and is thrown away.
 */
final class PartLooks {
  /** What the client says, in this order, with the part's name first in the detail. */
  private static final List<String> EVENTS =
      List.of("part-start", "part-run", "part-done", "part-end");

  private final CpuLooks looks;
  private final List<LivePod> pods;
  private final boolean shared;
  private final Map<String, List<Reading>> taken = new LinkedHashMap<>();
  private final Map<String, Long> stamps = new LinkedHashMap<>();

  /**
   * Of these pods.
   *
   * @param shared whether the node is a part of a machine on which the peer is, too: the time of
   *     its CPUs is then of both, and left out
   */
  PartLooks(TrialContext context, List<LivePod> pods, boolean shared) {
    this.looks = new CpuLooks(context);
    this.pods = List.copyOf(pods);
    this.shared = shared;
  }

  /** The client said something: looks when a quiet begins. */
  void heard(PayloadStream.Event event) throws PodFailure, InterruptedException {
    if (!EVENTS.contains(event.name())) {
      return;
    }
    String part = event.detail().split(" ", 2)[0];
    stamps.put(event.name() + part, event.wallNanos());
    switch (event.name()) {
      case "part-start" -> look(part, CpuLooks.BEFORE);
      case "part-done" -> look(part, CpuLooks.AFTER);
      default -> {}
    }
  }

  private void look(String part, String side) throws PodFailure, InterruptedException {
    taken.put(part + side, looks.at(part + side, pods));
  }

  /** What was seen, once the client has ended; the same reason is said once. */
  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    taken.forEach(
        (stage, seen) -> {
          for (Reading reading : seen) {
            Reading kept =
                reading instanceof Reading.CpuTimes times
                    ? timely(stage, shared ? times.withoutNode() : times)
                    : reading;
            if (!readings.contains(kept)) {
              readings.add(kept);
            }
          }
        });
    if (shared && !taken.isEmpty()) {
      readings.add(
          new Reading.Blind(
              "cpu", "the peer's node is the same machine: the time of its CPUs is of both"));
    }
    return readings;
  }

  /**
   * Both stamps are of the node's wall clock: the look's own, and those that the container log gave
   * the client's lines.
   */
  private Reading timely(String stage, Reading.CpuTimes times) {
    boolean before = stage.endsWith(CpuLooks.BEFORE);
    String part =
        stage.substring(0, stage.length() - (before ? CpuLooks.BEFORE : CpuLooks.AFTER).length());
    long from = stamps.getOrDefault((before ? "part-start" : "part-done") + part, 0L);
    long to = stamps.getOrDefault((before ? "part-run" : "part-end") + part, 0L);
    return from <= times.wallFrom() && times.wallTo() <= to
        ? times
        : new Reading.Blind(
            "cpu",
            "the look at %s came %d ms after the quiet around that part had ended"
                .formatted(stage, Math.max(0, times.wallTo() - to) / 1_000_000));
  }
}
