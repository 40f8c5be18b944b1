package dev.tare.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundled font, so that a chart has the same size and shape on every machine. */
public final class Typeface {
  /** The family's name in style sheets. */
  public static final String FAMILY = "Inter";

  private static final Font REGULAR;
  private static final Font BOLD;

  static {
    REGULAR = load("Inter-Regular.otf");
    BOLD = load("Inter-SemiBold.otf");
  }

  private Typeface() {}

  static Font regular(double size) {
    return REGULAR.deriveFont((float) size);
  }

  static Font bold(double size) {
    return BOLD.deriveFont((float) size);
  }

  /** Whether that font is the bold one. */
  static boolean isBold(String family) {
    return family.contains("SemiBold");
  }

  /** The bytes of a bundled font file: {@code Inter-Regular.otf} or {@code Inter-SemiBold.otf}. */
  public static byte[] bytes(String file) {
    try (InputStream in = Typeface.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the font " + file + " is missing from Tare's own jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Font load(String file) {
    try {
      return create(file);
    } catch (RuntimeException | UnsatisfiedLinkError withoutSystemFonts) {
      return withOwnConfiguration(file, withoutSystemFonts);
    }
  }

  /**
   * Java2D refuses every font, bundled ones too, where the machine has no fontconfig or no font of
   * its own ("Fontconfig head is null"). An empty configuration file lets the bundled one pass.
   */
  private static Font withOwnConfiguration(String file, Throwable first) {
    try {
      Path configuration = Files.createTempFile("tare-fonts", ".properties");
      try {
        Files.writeString(configuration, "version=1\nsequence.allfonts=default\n");
        System.setProperty("sun.awt.fontconfig", configuration.toString());
        return create(file);
      } finally {
        Files.deleteIfExists(configuration);
      }
    } catch (RuntimeException | UnsatisfiedLinkError | IOException second) {
      second.addSuppressed(first);
      throw new IllegalStateException(
          "charts cannot be drawn: this Java cannot read fonts here; install the packages"
              + " libfreetype6, fontconfig and fonts-dejavu-core",
          second);
    }
  }

  private static Font create(String file) {
    try (InputStream in = new ByteArrayInputStream(bytes(file))) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the bundled font " + file + " cannot be read", e);
    }
  }
}
