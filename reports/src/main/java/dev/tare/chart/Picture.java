package dev.tare.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;

/**
 * A chart that is laid out and can be drawn, with the words that belong to it.
 *
 * @param name lower case with hyphens, the file's name without its ending
 * @param title what it shows, as a question or a plain phrase
 * @param subtitle what the numbers are: statistic, unit, how many
 * @param alt the same for those who cannot see it
 * @param data the numbers behind it
 * @param width in pixels at the usual size of text
 * @param height likewise
 */
public record Picture(
    String name,
    String title,
    String subtitle,
    String alt,
    DataTable data,
    JFreeChart chart,
    int width,
    int height) {

  void draw(Graphics2D graphics, Rectangle2D area) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    chart.draw(graphics, area);
  }
}
