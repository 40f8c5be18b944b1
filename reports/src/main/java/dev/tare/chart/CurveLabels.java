package dev.tare.chart;

import dev.tare.compare.StartupView.Point;
import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Names the curves on the curves: a marker at the median and the words at the nearest place where
 * they touch neither a curve nor other words, joined by a thin line when that is not beside it.
 */
final class CurveLabels extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1;

  private static final int STEP = 4;
  private static final double BESIDE = 30;

  private final transient List<StartupEcdf.Line> lines;
  private final transient Scale scale;

  CurveLabels(List<StartupEcdf.Line> lines, Scale scale) {
    this.lines = List.copyOf(lines);
    this.scale = scale;
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis time,
      ValueAxis share,
      int rendererIndex,
      PlotRenderingInfo info) {
    List<List<Point2D>> curves =
        lines.stream().map(line -> corners(line, area, time, share)).toList();
    List<Rectangle2D> taken = new ArrayList<>();
    List<Point2D> anchors = new ArrayList<>();
    for (StartupEcdf.Line line : lines) {
      Point2D anchor = anchor(line, area, time, share);
      anchors.add(anchor);
      taken.add(new Rectangle2D.Double(anchor.getX() - 7, anchor.getY() - 7, 14, 14));
    }
    for (int i = 0; i < lines.size(); i++) {
      StartupEcdf.Line line = lines.get(i);
      graphics.setFont(Typeface.bold(Plots.TEXT));
      place(graphics, area, curves, taken, anchors.get(i), line, line.name(), line.median());
      marker(graphics, anchors.get(i), line.look());
    }
    for (int i = 0; i < lines.size(); i++) {
      StartupEcdf.Line line = lines.get(i);
      if (!line.censored().isEmpty()) {
        graphics.setFont(Typeface.regular(11));
        Point2D end = new Point2D.Double(area.getMaxX() - 60, curves.get(i).getLast().getY());
        place(graphics, area, curves, taken, end, line, line.censored(), "");
      }
    }
  }

  private void place(
      Graphics2D graphics,
      Rectangle2D area,
      List<List<Point2D>> curves,
      List<Rectangle2D> taken,
      Point2D anchor,
      StartupEcdf.Line line,
      String words,
      String value) {
    FontMetrics metrics = graphics.getFontMetrics();
    double room = area.getWidth() / 2 - metrics.stringWidth(value);
    String text = (Words.cut(words, metrics, room) + " " + value).strip();
    Rectangle2D box =
        nearest(area, curves, taken, anchor, metrics.stringWidth(text), metrics.getHeight());
    taken.add(box);
    double gap = distance(box, anchor);
    if (gap > BESIDE && !value.isEmpty()) {
      graphics.setColor(line.look().mark());
      graphics.setStroke(new BasicStroke(0.8f));
      graphics.draw(
          new Line2D.Double(
              anchor.getX(),
              anchor.getY(),
              Math.clamp(anchor.getX(), box.getMinX(), box.getMaxX()),
              Math.clamp(anchor.getY(), box.getMinY(), box.getMaxY())));
    }
    graphics.setColor(Palette.PAPER);
    graphics.fill(box);
    graphics.setColor(line.look().text());
    graphics.drawString(text, (float) box.getX(), (float) (box.getY() + metrics.getAscent()));
  }

  /** The free place nearest to the anchor, the right side before the left. */
  private static Rectangle2D nearest(
      Rectangle2D area,
      List<List<Point2D>> curves,
      List<Rectangle2D> taken,
      Point2D anchor,
      double width,
      double height) {
    Rectangle2D best = null;
    double shortest = Double.MAX_VALUE;
    for (double y = area.getMinY(); y + height <= area.getMaxY(); y += STEP) {
      for (double x = area.getMinX() + 2; x + width <= area.getMaxX(); x += STEP) {
        Rectangle2D room = new Rectangle2D.Double(x, y, width, height);
        double away =
            distance(room, anchor)
                + (x < anchor.getX() ? 8 : 0)
                + Math.abs(room.getCenterY() - anchor.getY()) / 4;
        if (away < shortest && isFree(room, curves, taken)) {
          best = room;
          shortest = away;
        }
      }
    }
    if (best != null) {
      return best;
    }
    // No free place: over a curve rather than over other words, and never outside.
    return curves.isEmpty()
        ? new Rectangle2D.Double(area.getMaxX() - width, area.getMinY(), width, height)
        : nearest(area, List.of(), taken, anchor, width, height);
  }

  private static boolean isFree(
      Rectangle2D room, List<List<Point2D>> curves, List<Rectangle2D> taken) {
    Rectangle2D wide =
        new Rectangle2D.Double(
            room.getX() - 5, room.getY() - 1, room.getWidth() + 10, room.getHeight() + 2);
    if (taken.stream().anyMatch(wide::intersects)) {
      return false;
    }
    for (List<Point2D> curve : curves) {
      for (int i = 1; i < curve.size(); i++) {
        if (wide.intersectsLine(new Line2D.Double(curve.get(i - 1), curve.get(i)))) {
          return false;
        }
      }
    }
    return true;
  }

  private static double distance(Rectangle2D room, Point2D anchor) {
    return anchor.distance(
        Math.clamp(anchor.getX(), room.getMinX(), room.getMaxX()),
        Math.clamp(anchor.getY(), room.getMinY(), room.getMaxY()));
  }

  private static void marker(Graphics2D graphics, Point2D at, Look look) {
    graphics.setColor(look.mark());
    graphics.fill(
        AffineTransform.getTranslateInstance(at.getX(), at.getY())
            .createTransformedShape(look.marker()));
  }

  /** Where the curve crosses one half, or its last point when it never does. */
  private Point2D anchor(StartupEcdf.Line line, Rectangle2D area, ValueAxis time, ValueAxis share) {
    List<Point> points = line.curve().points();
    Point at =
        points.stream().filter(point -> point.share() >= 0.5).findFirst().orElse(points.getLast());
    return pixel(at.nanos(), Math.min(0.5, at.share()), area, time, share);
  }

  private List<Point2D> corners(
      StartupEcdf.Line line, Rectangle2D area, ValueAxis time, ValueAxis share) {
    List<Point2D> corners = new ArrayList<>();
    double before = 0;
    for (Point point : line.curve().points()) {
      corners.add(pixel(point.nanos(), before, area, time, share));
      corners.add(pixel(point.nanos(), point.share(), area, time, share));
      before = point.share();
    }
    if (before < 1) {
      corners.add(new Point2D.Double(area.getMaxX(), corners.getLast().getY()));
    }
    return corners;
  }

  private Point2D pixel(
      double nanos, double part, Rectangle2D area, ValueAxis time, ValueAxis share) {
    return new Point2D.Double(
        time.valueToJava2D(nanos / scale.factor(), area, RectangleEdge.BOTTOM),
        share.valueToJava2D(part, area, RectangleEdge.LEFT));
  }
}
