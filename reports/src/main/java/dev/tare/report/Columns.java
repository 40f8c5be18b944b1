package dev.tare.report;

import dev.tare.chart.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Parts pictures into two columns so that neither leaves a hole below. */
final class Columns {
  /** What a title and the line that opens the numbers take, in pixels. */
  private static final int WORDS = 60;

  /** The costs have a note as well. */
  private static final int NOTE = 40;

  /** Columns that differ by less look even enough to keep what belongs together. */
  private static final int EVEN = 140;

  private Columns() {}

  /**
   * The left column and the right one, each in the given order. The first picture stands on the
   * left, the second on the right; of the others those are chosen that make the heights equal, and
   * where several choices do, the pictures alternate.
   */
  static List<List<Picture>> of(List<Picture> pictures) {
    int free = Math.max(0, pictures.size() - 2);
    return IntStream.range(0, 1 << free)
        .mapToObj(swapped -> parted(pictures, swapped << 2))
        .min(Comparator.comparingInt(columns -> Math.max(EVEN, unevenness(columns))))
        .orElseThrow();
  }

  /** Alternating sides, but for the pictures whose bit is set. */
  private static List<List<Picture>> parted(List<Picture> pictures, int swapped) {
    return IntStream.range(0, 2)
        .mapToObj(
            side ->
                IntStream.range(0, pictures.size())
                    .filter(i -> (i + (swapped >> i)) % 2 == side)
                    .mapToObj(pictures::get)
                    .toList())
        .toList();
  }

  private static int unevenness(List<List<Picture>> columns) {
    return Math.abs(height(columns.getFirst()) - height(columns.getLast()));
  }

  private static int height(List<Picture> column) {
    return column.stream()
        .mapToInt(picture -> picture.height() + WORDS + (picture.name().equals("cost") ? NOTE : 0))
        .sum();
  }
}
