package dev.tare.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGPath;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime looks in every chart and table: one colour, one marker and one line pattern, so
 * that colour alone never carries the meaning. Colours: Okabe and Ito, "Color universal design",
 * 2008; text in a darker (on dark paper: lighter) shade of it, so that it keeps a contrast of 4.5.
 *
 * @param mark of lines, markers and bars
 * @param text of words
 * @param textOnDark the same on dark paper
 * @param marker centred on the origin, about nine pixels wide
 * @param dashes of lines, in pixels drawn and left out; empty for a solid one
 */
public record Look(
    int index, Color mark, Color text, Color textOnDark, Shape marker, List<Float> dashes) {
  public Look {
    dashes = List.copyOf(dashes);
  }

  private static final List<Look> ALL =
      List.of(
          look(0, 0x0072b2, 0x0067a1, 0x5db3e8, circle()),
          look(1, 0xd55e00, 0xb04d00, 0xff9248, polygon(4, 5.6), 5, 2.5),
          look(2, 0x009e73, 0x007454, 0x3fc79e, new Rectangle2D.Double(-4, -4, 8, 8), 9, 3),
          look(3, 0xcc79a7, 0x9d4177, 0xe3a3c6, polygon(3, 5.4), 2, 2.5),
          look(4, 0xe69f00, 0x865c00, 0xf0b93f, plus(), 9, 2.5, 2, 2.5),
          look(5, 0x56b4e9, 0x1f6d9b, 0x7cc6f0, polygon(5, 5.2), 5, 2, 2, 2),
          look(6, 0x7f7f7f, 0x555556, 0xb9b9b8, cross(), 12, 4));

  static final int COUNT = 7;

  /** The look of the runtime at that place of the run's order; from the eighth on they repeat. */
  public static Look of(int index) {
    return ALL.get(index % COUNT);
  }

  BasicStroke stroke(double width) {
    float @Nullable [] pattern = null;
    if (!dashes.isEmpty()) {
      pattern = new float[dashes.size()];
      for (int i = 0; i < pattern.length; i++) {
        pattern[i] = dashes.get(i);
      }
    }
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, pattern, 0);
  }

  /** The CSS variable of the words' colour. */
  public String variable() {
    return "--runtime-" + index;
  }

  /** The marker as the data of an SVG path around the origin. */
  public String path() {
    return SVGPath.toSVGPathData(marker, SVGGeneratorContext.createDefault(Svg.document()));
  }

  static @Nullable String variable(Color color) {
    return ALL.stream()
        .filter(look -> look.text.equals(color))
        .findFirst()
        .map(Look::variable)
        .orElse(null);
  }

  /** Declarations of every runtime's variable, for light or dark paper. */
  public static String css(boolean dark) {
    StringBuilder css = new StringBuilder();
    for (Look look : ALL) {
      css.append(look.variable())
          .append(':')
          .append(Palette.hex(dark ? look.textOnDark : look.text))
          .append(';');
    }
    return css.toString();
  }

  private static Look look(
      int index, int mark, int text, int onDark, Shape marker, double... dashes) {
    return new Look(
        index,
        new Color(mark),
        new Color(text),
        new Color(onDark),
        marker,
        Arrays.stream(dashes).mapToObj(dash -> (float) dash).toList());
  }

  private static Shape circle() {
    return new Ellipse2D.Double(-4.5, -4.5, 9, 9);
  }

  /** A regular polygon standing on its point's opposite. */
  private static Shape polygon(int corners, double radius) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners - Math.PI / 2;
      double x = radius * Math.cos(angle);
      double y = radius * Math.sin(angle);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }

  private static Shape plus() {
    double arm = 1.7;
    double[][] corners = {
      {-arm, -5}, {arm, -5}, {arm, -arm}, {5, -arm}, {5, arm}, {arm, arm},
      {arm, 5}, {-arm, 5}, {-arm, arm}, {-5, arm}, {-5, -arm}, {-arm, -arm}
    };
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0][0], corners[0][1]);
    for (double[] corner : corners) {
      path.lineTo(corner[0], corner[1]);
    }
    path.closePath();
    return path;
  }

  private static Shape cross() {
    return AffineTransform.getRotateInstance(Math.PI / 4).createTransformedShape(plus());
  }
}
