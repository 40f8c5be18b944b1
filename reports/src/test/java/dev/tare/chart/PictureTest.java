package dev.tare.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.chart.CostForest.Cost;
import dev.tare.chart.StackedBars.Bar;
import dev.tare.chart.StackedBars.Part;
import dev.tare.chart.ValueDots.Value;
import dev.tare.compare.Figure;
import dev.tare.report.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class PictureTest {
  private static final String LONG =
      "a-runtime-whose-name-goes-on-and-on-and-on-until-it-ends-at-last";

  static Stream<Picture> pictures() {
    return Stream.of(
        ecdf(1, 1, 0),
        ecdf(2, 120, 0),
        ecdf(7, 60, 9),
        bars(1),
        bars(7),
        forest(),
        dots(),
        network());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPngIsSharpAndNotBlank(Picture picture) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.of(picture)));
    assertThat(image.getWidth()).isGreaterThanOrEqualTo(1200);
    long ink =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) != 0xffffffff)
            .count();
    assertThat(ink).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void anSvgIsWellFormedAndItsColoursFollowTheTheme(Picture picture) throws Exception {
    String svg = Svg.of(picture);
    var root =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    assertThat(root.getAttribute("aria-label")).isEqualTo(picture.alt()).isNotBlank();
    assertThat(svg).contains("var(--muted)").doesNotContain("font-family").doesNotContain("<?xml");
  }

  @Test
  void equalDataGivesEqualFiles() {
    assertThat(Svg.of(ecdf(7, 60, 9))).isEqualTo(Svg.of(ecdf(7, 60, 9)));
    assertThat(Png.of(forest())).isEqualTo(Png.of(forest()));
  }

  @Test
  void twoPicturesOfOnePageShareNoId() {
    assertThat(ids(Svg.of(ecdf(7, 60, 9)))).doesNotContainAnyElementsOf(ids(Svg.of(bars(7))));
    assertThat(ids(Svg.of(ecdf(7, 60, 9)))).doesNotHaveDuplicates();
  }

  @Test
  void aCurveWithCensoredPodsSaysSoAndDoesNotReachTheTop() {
    assertThat(Svg.of(ecdf(2, 60, 9))).contains("9 of 69 not within 60 s");
  }

  @Test
  void theMedianStandsOnALabelWhoseNameIsCut() {
    assertThat(Svg.of(ecdf(7, 60, 0))).contains("… 940 ms");
  }

  @Test
  void valuesOverFiveOrdersGetALogarithmicAxis() {
    assertThat(Svg.of(dots())).contains("(logarithmic)");
  }

  @Test
  void aRuntimeWithoutNetworkDataIsNamed() {
    assertThat(network().alt()).contains("kata: no data");
    assertThat(Svg.of(network())).contains(">kata<").contains("no data");
  }

  static Picture ecdf(int runtimes, int pods, int censored) {
    return StartupEcdf.of(
        IntStream.range(0, runtimes)
            .mapToObj(
                i ->
                    new StartupEcdf.Line(
                        Samples.curve(name(i), 110 + 130.0 * i, 70, pods, i == 1 ? censored : 0),
                        Look.of(i),
                        name(i),
                        (160 + 130 * i) + " ms",
                        i == 1 && censored > 0
                            ? censored + " of " + (pods + censored) + " not within 60 s"
                            : ""))
            .toList(),
        "the request to the pod's home call");
  }

  private static String name(int index) {
    return index == 6 ? LONG : "runtime-" + index;
  }

  static Picture bars(int runtimes) {
    return StackedBars.of(
        "phases",
        "Where the time goes",
        "medians",
        "ms",
        Scale.MILLISECONDS,
        IntStream.range(0, runtimes)
            .mapToObj(
                i ->
                    new Bar(
                        name(i),
                        Look.of(i),
                        List.of(
                            new Part("sandbox", 79e6 * (i + 1), 0),
                            new Part("create", 4e6, 1),
                            new Part("start", 51e6, 2))))
            .toList());
  }

  static Picture forest() {
    return CostForest.of(
        List.of(
            new CostForest.Row(
                "start-up",
                List.of(new Cost("gvisor", Look.of(1), Samples.ratio(3.62, .1, false)))),
            new CostForest.Row(
                "getppid", List.of(new Cost("gvisor", Look.of(1), Samples.ratio(61, 9, false))))),
        "runc",
        false);
  }

  static Picture dots() {
    return ValueDots.of(
        "syscalls",
        "What a system call costs",
        "median",
        "ns per call",
        Scale.NANOSECONDS,
        List.of(
            new ValueDots.Row("getppid", List.of(value("runc", 0, 142), value("gvisor", 1, 8700))),
            new ValueDots.Row(
                "fork", List.of(value("runc", 0, 612_000), value("gvisor", 1, 14_200_000)))));
  }

  private static Value value(String runtime, int index, double nanos) {
    Figure.Known known = Samples.known(nanos, nanos / 20, 12).known().orElseThrow();
    return new Value(runtime, Look.of(index), known);
  }

  static Picture network() {
    Figure absent = new Figure.Absent("not measured");
    return NetworkDots.of(
        List.of(
            new NetworkDots.Row(
                "runc",
                Look.of(0),
                Samples.known(5.2e9, 1e8, 12),
                Samples.known(41e3, 2e3, 12),
                Samples.known(96e3, 9e3, 12)),
            new NetworkDots.Row("kata", Look.of(1), absent, absent, absent)),
        "throughput");
  }

  private static List<String> ids(String svg) {
    return Pattern.compile(" id=\"([^\"]*)\"")
        .matcher(svg)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
