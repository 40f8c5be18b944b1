package dev.tare.report;

import dev.tare.compare.OverheadAdvice;
import dev.tare.compare.OverheadAdvices;
import dev.tare.result.Json;
import java.util.List;
import java.util.Optional;

/** The advice for programs, as {@code overhead.schema.json} describes it. */
public final class OverheadJson {
  static final String SCHEMA = "urn:tare:overhead:1";

  private record Document(
      String schema, String run, String marginRule, String cpu, List<Entry> runtimes) {}

  /** The patch stands beside what it was made from. */
  private record Entry(OverheadAdvice advice, Optional<String> patch) {}

  private OverheadJson() {}

  /** Indented, ended by a newline. */
  public static String write(String run, List<OverheadAdvice> advices) {
    return Json.PAGE.writeValueAsString(
            new Document(
                SCHEMA,
                run,
                OverheadAdvices.marginRule(),
                OverheadText.NO_CPU,
                advices.stream()
                    .map(
                        advice ->
                            new Entry(advice, PodFixedPatch.of(advice).map(PodFixedPatch::yaml)))
                    .toList()))
        + "\n";
  }
}
