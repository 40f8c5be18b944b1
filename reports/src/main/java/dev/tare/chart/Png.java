package dev.tare.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws a picture with its title as PNG, sRGB, twice its size so that it is sharp. */
public final class Png {
  private static final int SCALE = 2;
  private static final int MARGIN = 20;
  private static final int HEAD = 46;

  /** So that the file is at least 1200 pixels wide. */
  private static final int NARROWEST = 600;

  private Png() {}

  /** The bytes of a PNG file. */
  public static byte[] of(Picture picture) {
    int width = Math.max(picture.width() + 2 * MARGIN, NARROWEST);
    int height = picture.height() + HEAD + 2 * MARGIN;
    BufferedImage image =
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setTransform(AffineTransform.getScaleInstance(SCALE, SCALE));
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    picture.draw(
        graphics,
        new Rectangle2D.Double(MARGIN, MARGIN + HEAD, width - 2.0 * MARGIN, picture.height()));
    head(graphics, picture, width - 2 * MARGIN);
    graphics.dispose();
    return bytes(image);
  }

  private static void head(Graphics2D graphics, Picture picture, int room) {
    graphics.setColor(Palette.INK);
    graphics.setFont(Typeface.bold(15));
    graphics.drawString(Words.cut(picture.title(), graphics.getFontMetrics(), room), MARGIN, 34);
    graphics.setColor(Palette.MUTED);
    graphics.setFont(Typeface.regular(12));
    graphics.drawString(Words.cut(picture.subtitle(), graphics.getFontMetrics(), room), MARGIN, 53);
  }

  private static byte[] bytes(BufferedImage image) {
    // A cache on disk would want a shutdown hook, which a process that was interrupted cannot add.
    ImageIO.setUseCache(false);
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
