package dev.tare.chart;

import dev.tare.chart.StackedBars.Bar;
import dev.tare.chart.StackedBars.Part;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.category.CategoryDataset;

/**
 * Draws each part in a shade of its runtime's colour with its name inside where that fits; the
 * names of the others stand below the bar.
 */
final class PartRenderer extends StackedBarRenderer {
  private static final long serialVersionUID = 1;

  private static final double[] SHADES = {1, 0.5, 0.78, 0.62, 0.9, 0.42, 0.7, 0.34};
  private static final double THICK = 26;
  private static final double INSIDE = 14;
  private static final int LINES = 2;

  private final transient List<Bar> bars;
  private final transient Scale scale;

  PartRenderer(List<Bar> bars, Scale scale) {
    this.bars = List.copyOf(bars);
    this.scale = scale;
    setShadowVisible(false);
  }

  @Override
  public int getPassCount() {
    return 1;
  }

  @Override
  public void drawItem(
      Graphics2D graphics,
      CategoryItemRendererState state,
      Rectangle2D area,
      CategoryPlot plot,
      CategoryAxis names,
      ValueAxis values,
      CategoryDataset data,
      int row,
      int column,
      int pass) {
    if (row > 0) {
      return; // a bar is drawn whole with its first part, for what fits is known then
    }
    Bar bar = bars.get(column);
    if (bar.parts().isEmpty()) {
      noData(
          graphics,
          area,
          names.getCategoryMiddle(column, data.getColumnCount(), area, plot.getDomainAxisEdge()));
      return;
    }
    double middle =
        names.getCategoryMiddle(column, data.getColumnCount(), area, plot.getDomainAxisEdge());
    double top = middle - THICK / 2;
    List<String> outside = new ArrayList<>();
    double sum = 0;
    for (Part part : bar.parts()) {
      double from = x(values, sum, area);
      sum += part.value();
      double to = x(values, sum, area);
      drawPart(graphics, part, bar.look(), new Rectangle2D.Double(from, top, to - from, THICK));
      if (!fits(graphics, part, to - from) && part.value() > 0) {
        outside.add(text(part));
      }
    }
    drawBelow(graphics, outside, area, top + THICK);
  }

  private static void noData(Graphics2D graphics, Rectangle2D area, double middle) {
    graphics.setFont(Typeface.regular(11));
    graphics.setColor(Palette.MUTED);
    graphics.drawString("no data", (float) area.getX(), (float) (middle + 4));
  }

  private double x(ValueAxis values, double stored, Rectangle2D area) {
    return values.valueToJava2D(stored / scale.factor(), area, RectangleEdge.BOTTOM);
  }

  private void drawPart(Graphics2D graphics, Part part, Look look, Rectangle2D box) {
    Color color = Palette.tint(look.mark(), SHADES[part.shade() % SHADES.length]);
    graphics.setColor(color);
    double gap = box.getWidth() > 3 ? 1.5 : 0; // between neighbours, where there is room for one
    graphics.fill(
        new Rectangle2D.Double(
            box.getX(), box.getY(), Math.max(0.5, box.getWidth() - gap), box.getHeight()));
    if (fits(graphics, part, box.getWidth())) {
      FontMetrics metrics = graphics.getFontMetrics();
      graphics.setColor(Palette.textOn(color));
      graphics.drawString(
          text(part),
          (float) (box.getX() + INSIDE / 2),
          (float) (box.getCenterY() + (metrics.getAscent() - metrics.getDescent()) / 2.0));
    }
  }

  private boolean fits(Graphics2D graphics, Part part, double width) {
    graphics.setFont(Typeface.regular(11.5));
    return graphics.getFontMetrics().stringWidth(text(part)) + INSIDE <= width;
  }

  private void drawBelow(
      Graphics2D graphics, List<String> outside, Rectangle2D area, double bottom) {
    if (outside.isEmpty()) {
      return;
    }
    graphics.setFont(Typeface.regular(11));
    graphics.setColor(Palette.MUTED);
    FontMetrics metrics = graphics.getFontMetrics();
    double baseline = bottom + metrics.getAscent() + 1;
    for (String line : Words.lines(outside, " · ", LINES, metrics, area.getWidth())) {
      graphics.drawString(line, (float) area.getX(), (float) baseline);
      baseline += metrics.getHeight();
    }
  }

  private String text(Part part) {
    return part.name() + " " + Scale.rough(part.value() / scale.factor());
  }
}
