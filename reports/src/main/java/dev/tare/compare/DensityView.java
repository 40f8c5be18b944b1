package dev.tare.compare;

import dev.tare.result.GaveOut;
import java.util.List;
import java.util.Optional;

/**
 * How many idle pods stood in one case: an interval from the last level that was good to the number
 * with which something gave out.
 *
 * @param runtimes in the order of the scenario, without the A/A twin
 */
public record DensityView(String workload, List<Row> runtimes) {
  public DensityView {
    runtimes = List.copyOf(runtimes);
  }

  /** That runtime's row. */
  public Optional<Row> runtime(String name) {
    return runtimes.stream().filter(row -> row.runtime().equals(name)).findFirst();
  }

  /**
   * One runtime over all rounds.
   *
   * @param ramps one for each sound round
   * @param cgroupPerPod bytes of the pods' own cgroups at the last good level; median over rounds
   */
  public record Row(String runtime, List<Ramp> ramps, Figure cgroupPerPod) {
    public Row {
      ramps = List.copyOf(ramps);
    }

    /**
     * {@code [25, 30]}, from the lowest good level of all rounds to the highest bad number; {@code
     * at least 60} when the cap ended one of them; {@code –} when there is none.
     */
    public String pods() {
      if (ramps.isEmpty()) {
        return "–";
      }
      int good = ramps.stream().mapToInt(Ramp::lastGood).min().orElse(0);
      return capped()
          ? "at least " + good
          : "[%d, %d]"
              .formatted(
                  good,
                  ramps.stream()
                      .flatMap(r -> r.firstBad().stream())
                      .max(Integer::compare)
                      .orElse(good));
    }

    private boolean capped() {
      return ramps.stream().anyMatch(ramp -> ramp.firstBad().isEmpty());
    }

    private boolean allCapped() {
      return ramps.stream().allMatch(ramp -> ramp.firstBad().isEmpty());
    }

    /** What gave out, {@code memory reserve reached (11 of 12 rounds), a pod failed (1)}. */
    public String gaveOut() {
      List<GaveOut> kinds = ramps.stream().map(Ramp::gaveOut).distinct().toList();
      if (kinds.size() < 2) {
        return kinds.isEmpty() ? "–" : kinds.getFirst().words();
      }
      return Wording.list(
          kinds.stream()
              .map(
                  kind ->
                      "%s (%d of %d rounds)"
                          .formatted(
                              kind.words(),
                              ramps.stream().filter(ramp -> ramp.gaveOut() == kind).count(),
                              ramps.size()))
              .toList());
    }

    /** Both as a clause; empty when nothing was measured. */
    Optional<String> sentence() {
      if (ramps.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          capped()
              ? "the node holds %s idle pods (%s)"
                  .formatted(pods(), allCapped() ? "the cap; nothing gave out" : gaveOut())
              : "the node holds idle pods in %s, last good to first bad (%s)"
                  .formatted(pods(), gaveOut()));
    }
  }

  /**
   * One round.
   *
   * @param lastGood 0 when no level was good
   * @param firstBad empty when the cap came first: then there are at least {@code lastGood}
   * @param words of whoever stopped it
   */
  public record Ramp(
      int round, int lastGood, Optional<Integer> firstBad, GaveOut gaveOut, String words) {

    /** {@code [25, 30]} or {@code at least 60}. */
    public String pods() {
      return firstBad
          .map(bad -> "[%d, %d]".formatted(lastGood, bad))
          .orElse("at least " + lastGood);
    }
  }
}
