package dev.tare.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Orders balanced for carry-over, after E. J. Williams, "Experimental designs balanced for the
 * estimation of residual effects of treatments", Australian Journal of Scientific Research A 2
 * (1949): a Latin square in which each treatment directly follows each other one exactly once. With
 * an odd number of treatments a second square, the first one read backwards, makes it twice.
 */
final class Williams {

  private Williams() {}

  /** The rows for the treatments 0 to {@code size - 1}: that many, or twice as many when odd. */
  static List<int[]> rows(int size) {
    List<int[]> rows = new ArrayList<>();
    for (int shift = 0; shift < size; shift++) {
      int[] row = new int[size];
      for (int i = 0; i < size; i++) {
        row[i] = (zigzag(i, size) + shift) % size;
      }
      rows.add(row);
    }
    if (size % 2 == 1 && size > 1) {
      for (int[] row : List.copyOf(rows)) {
        rows.add(reversed(row));
      }
    }
    return rows;
  }

  /** 0, 1, size-1, 2, size-2, …: neighbours differ by every number once, when size is even. */
  private static int zigzag(int i, int size) {
    return i % 2 == 1 ? (i + 1) / 2 : (size - i / 2) % size;
  }

  private static int[] reversed(int[] row) {
    int[] back = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      back[i] = row[row.length - 1 - i];
    }
    return back;
  }
}
