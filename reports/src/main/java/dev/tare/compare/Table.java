package dev.tare.compare;

import java.util.List;

/**
 * The report's first table: a row per runtime, the A/A twin left out.
 *
 * @param startupWorkload the case that the start-up columns show, as the other three; empty when
 *     none was run
 */
public record Table(
    String startupWorkload,
    String memoryWorkload,
    String syscallWorkload,
    String networkWorkload,
    List<Row> rows) {
  public Table {
    rows = List.copyOf(rows);
  }

  /**
   * One runtime. Durations are in nanoseconds, sizes in bytes.
   *
   * @param sandbox {@code host}, {@code userspace-kernel} or {@code vm}; empty without a receipt
   * @param kernel what the pod says its kernel is; empty without a receipt
   * @param pods how the measured pods of all workloads ended
   */
  public record Row(
      String runtime,
      Standing standing,
      Figure startupMedianNanos,
      Figure startupP90Nanos,
      Effect startupEffect,
      Figure idleBytesPerPod,
      Figure nodeSlopeBytesPerPod,
      Figure getppidNanos,
      Figure throughputBytesPerSecond,
      Figure requestMedianNanos,
      Figure requestP99Nanos,
      String sandbox,
      String kernel,
      Counts pods) {}

  /** What may be said of a runtime. */
  public enum Standing {
    CONTROL,
    MEASURED,
    /** Its receipt forbids measuring it. */
    REFUSED,
    /** No trial of it completed. */
    NOTHING_COMPLETED
  }
}
