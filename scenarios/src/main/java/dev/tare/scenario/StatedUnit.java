package dev.tare.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The units in which a command may print; values are stored in their kind's own unit. */
public enum StatedUnit {
  NS("ns", Kind.TIME, 1),
  US("us", Kind.TIME, 1e3),
  MS("ms", Kind.TIME, 1e6),
  S("s", Kind.TIME, 1e9),
  B("B", Kind.SIZE, 1),
  KB("KB", Kind.SIZE, 1e3),
  MB("MB", Kind.SIZE, 1e6),
  GB("GB", Kind.SIZE, 1e9),
  KIB("KiB", Kind.SIZE, 1024),
  MIB("MiB", Kind.SIZE, 1024 * 1024),
  GIB("GiB", Kind.SIZE, 1024 * 1024 * 1024),
  B_S("B/s", Kind.BYTE_RATE, 1),
  KB_S("KB/s", Kind.BYTE_RATE, 1e3),
  MB_S("MB/s", Kind.BYTE_RATE, 1e6),
  GB_S("GB/s", Kind.BYTE_RATE, 1e9),
  KIB_S("KiB/s", Kind.BYTE_RATE, 1024),
  MIB_S("MiB/s", Kind.BYTE_RATE, 1024 * 1024),
  GIB_S("GiB/s", Kind.BYTE_RATE, 1024 * 1024 * 1024),
  BIT_S("bit/s", Kind.BYTE_RATE, 1 / 8.0),
  KBIT_S("Kbit/s", Kind.BYTE_RATE, 1e3 / 8),
  MBIT_S("Mbit/s", Kind.BYTE_RATE, 1e6 / 8),
  GBIT_S("Gbit/s", Kind.BYTE_RATE, 1e9 / 8),
  PER_S("1/s", Kind.RATE, 1),
  ONE("1", Kind.NUMBER, 1),
  PERCENT("%", Kind.NUMBER, 0.01);

  /** What is measured; each is stored in one unit. */
  public enum Kind {
    /** Nanoseconds. */
    TIME,
    /** Bytes. */
    SIZE,
    /** Bytes per second. */
    BYTE_RATE,
    /** Operations per second. */
    RATE,
    /** A number without a unit. */
    NUMBER
  }

  private final String text;
  private final Kind kind;
  private final double factor;

  StatedUnit(String text, Kind kind, double factor) {
    this.text = text;
    this.kind = kind;
    this.factor = factor;
  }

  /** As scenarios write it. */
  public String text() {
    return text;
  }

  /** What is measured with it. */
  public Kind kind() {
    return kind;
  }

  /** By what a value is multiplied to be stored. */
  public double factor() {
    return factor;
  }

  /** All of them, as scenarios write them. */
  static List<String> texts() {
    return Arrays.stream(values()).map(StatedUnit::text).toList();
  }

  /** The unit that is written so. */
  static Optional<StatedUnit> of(String text) {
    return Arrays.stream(values()).filter(unit -> unit.text.equals(text)).findFirst();
  }
}
