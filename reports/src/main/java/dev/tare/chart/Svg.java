package dev.tare.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.DefaultStyleHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws a picture as an {@code svg} element for the inside of a page: colours of the theme are the
 * page's CSS variables, ids begin with the picture's name.
 */
public final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private Svg() {}

  /** The element's text; equal pictures give equal text. */
  public static String of(Picture picture) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    context.setIDGenerator(
        new SVGIDGenerator() {
          private int count;

          @Override
          public String generateID(String prefix) {
            return picture.name() + "-" + ++count;
          }
        });
    context.setStyleHandler(new ThemedStyle());
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    picture.draw(graphics, new Rectangle2D.Double(0, 0, picture.width(), picture.height()));
    return text(finished(graphics.getRoot(), picture));
  }

  private static Element finished(Element root, Picture picture) {
    root.setAttribute("viewBox", "0 0 " + picture.width() + " " + picture.height());
    root.setAttribute("width", "" + picture.width());
    root.setAttribute("height", "" + picture.height());
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", picture.alt());
    // Batik gives every drawing's defaults the same id, which nothing refers to.
    var definitions = root.getElementsByTagNameNS(NAMESPACE, "defs");
    for (int i = 0; i < definitions.getLength(); i++) {
      ((Element) definitions.item(i)).removeAttribute("id");
    }
    return root;
  }

  /** Leaves the choice of font to the page, and of colours where the theme decides. */
  private static final class ThemedStyle extends DefaultStyleHandler {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Batik's signature is older than generics.
    public void setStyle(Element element, Map styles, SVGGeneratorContext context) {
      Map<String, String> themed = new LinkedHashMap<>();
      new TreeMap<String, String>(styles).forEach((name, value) -> put(themed, name, value));
      super.setStyle(element, themed, context);
    }

    private static void put(Map<String, String> styles, String name, String value) {
      switch (name) {
        case "font-family" -> {
          if (Typeface.isBold(value)) {
            styles.put("font-weight", "600");
          }
        }
        case "font-weight" -> styles.putIfAbsent(name, value);
        case "fill", "stroke" -> styles.put(name, color(value));
        default -> styles.put(name, value);
      }
    }

    private static String color(String value) {
      if (!value.startsWith("rgb(")) {
        return value.equals("white") ? "#ffffff" : value.equals("black") ? "#000000" : value;
      }
      String[] channels = value.substring(4, value.length() - 1).split(",", -1);
      return Palette.css(
          new Color(
              Integer.parseInt(channels[0].strip()),
              Integer.parseInt(channels[1].strip()),
              Integer.parseInt(channels[2].strip())));
    }
  }

  static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot make XML documents", e);
    }
  }

  private static String text(Element root) {
    try {
      TransformerFactory factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("the chart could not be written as SVG", e);
    }
  }
}
