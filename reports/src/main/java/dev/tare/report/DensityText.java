package dev.tare.report;

import dev.tare.chart.Scale;
import dev.tare.compare.Comparison;
import dev.tare.compare.DensityView;
import java.util.ArrayList;
import java.util.List;

/** How many idle pods stood, for a terminal. */
final class DensityText {
  private static final int LONGEST_WORDS = 60;

  private DensityText() {}

  /** Lines for each case; none when no case asked. */
  static List<String> lines(Comparison comparison, int width) {
    List<String> lines = new ArrayList<>();
    for (DensityView view : comparison.density()) {
      lines.add("");
      lines.addAll(
          Folded.lines(
              Plain.line(
                  "Idle density of " + view.workload() + ": pods from last good to first bad"),
              width));
      TextTable table = new TextTable();
      table.row(List.of("runtime", "idle pods", "cgroup MiB/pod", "what gave out"));
      for (DensityView.Row row : view.runtimes()) {
        table.row(
            List.of(
                Plain.excerpt(Plain.line(row.runtime()), Math.max(8, width / 3)),
                row.pods(),
                Cells.value(row.cgroupPerPod(), Scale.MEBIBYTES),
                Plain.excerpt(row.gaveOut(), LONGEST_WORDS)));
      }
      lines.addAll(table.lines(width));
    }
    return lines;
  }
}
