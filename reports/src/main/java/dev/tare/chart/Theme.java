package dev.tare.chart;

/** The page's colours as CSS variables, for light and for dark paper. */
public final class Theme {
  static final int DARK_PAPER = 0x15181c;

  private static final String LIGHT =
      "--paper:#fff;--ink:%s;--muted:%s;--grid:%s;--band:%s;--good:#00704f;--bad:#a8321f;"
          .formatted(
              Palette.hex(Palette.INK),
              Palette.hex(Palette.MUTED),
              Palette.hex(Palette.GRID),
              Palette.hex(Palette.BAND));

  private static final String DARK =
      "--paper:#%06x;--ink:#e6e9ed;--muted:#a0a8b3;--grid:#2f353d;--band:#1d3a30;--good:#4ccb9f;--bad:#ff8f7a;"
          .formatted(DARK_PAPER);

  private Theme() {}

  /** Declarations for {@code :root}. */
  public static String css(boolean dark) {
    return (dark ? DARK : LIGHT) + Look.css(dark);
  }
}
