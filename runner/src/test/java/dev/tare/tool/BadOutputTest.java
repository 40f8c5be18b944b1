package dev.tare.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import dev.tare.scenario.Parser;
import dev.tare.scenario.Program;
import dev.tare.scenario.StatedMetric;
import dev.tare.scenario.StatedUnit;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no measurement is refused with the reason, by every parser. */
class BadOutputTest {
  private static final StatedMetric POINTED =
      new StatedMetric("scan", "/scan/time", StatedUnit.MS, StatedMetric.Better.LOWER);
  private static final StatedMetric MATCHED =
      new StatedMetric("scan", "scan: (\\S+) ms", StatedUnit.MS, StatedMetric.Better.LOWER);

  private static Workload.Command command(Parser parser) {
    return command(parser, parser == Parser.JSON ? POINTED : MATCHED);
  }

  private static Workload.Command command(Parser parser, StatedMetric metric) {
    return new Workload.Command(
        new Program("x", List.of()),
        Optional.empty(),
        parser,
        parser.isStated() ? List.of(metric) : List.of(),
        Duration.ofSeconds(1));
  }

  private static List<Sample> read(Parser parser, String output) throws BadOutput {
    return CommandOutput.samples(command(parser), output);
  }

  @ParameterizedTest
  @EnumSource(Parser.class)
  void nothingIsNoMeasurement(Parser parser) {
    assertThatThrownBy(() -> read(parser, " \n\n"))
        .isInstanceOf(BadOutput.class)
        .hasMessage("it printed nothing");
  }

  @ParameterizedTest
  @EnumSource(Parser.class)
  void garbageIsNoMeasurement(Parser parser) {
    String garbage = "\u001b[31m%PDF\u0000\u0007{\n[[[[{\"a\": \n\uFFFD".repeat(50);

    assertThatThrownBy(() -> read(parser, garbage))
        .isInstanceOf(BadOutput.class)
        .satisfies(
            e ->
                assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\u001b", "\u0007"));
  }

  @ParameterizedTest
  @EnumSource(Parser.class)
  void muchIsReadToItsEnd(Parser parser) {
    String much = "x".repeat(CommandOutput.MOST / 2) + "\n" + "line\n".repeat(400_000);

    assertThatThrownBy(() -> read(parser, much)).isInstanceOf(BadOutput.class);
  }

  @ParameterizedTest
  @EnumSource(Parser.class)
  void deepJsonIsRefused(Parser parser) {
    assertThatThrownBy(() -> read(parser, "[".repeat(100_000) + "]".repeat(100_000)))
        .isInstanceOf(BadOutput.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 'command.scan cannot be -5000000.0 ns'",
    "1e300, 'command.scan cannot be 1.0E306 ns'",
    "9e7, 'command.scan cannot be 9.0E13 ns'",
  })
  void numbersThatCannotBeAreRefused(String number, String because) {
    assertThatThrownBy(() -> read(Parser.JSON, "{\"scan\": {\"time\": " + number + "}}"))
        .hasMessage(because);
    assertThatThrownBy(() -> read(Parser.REGEX, "scan: " + number + " ms")).hasMessage(because);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "0x10", "12d", "1.2.3", "'1,5'", "-"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> read(Parser.REGEX, "scan: " + text + " ms"))
        .hasMessage("'" + text + "' is no number");
    assertThatThrownBy(() -> read(Parser.JSON, "{\"scan\": {\"time\": \"" + text + "\"}}"))
        .hasMessage("/scan/time is \"" + text + "\", not a number");
  }

  @Test
  void jsonWithoutTheNumberSaysWhichIsMissing() {
    assertThatThrownBy(() -> read(Parser.JSON, "{\"scan\": 5}"))
        .hasMessage("/scan/time is missing");
    assertThatThrownBy(() -> read(Parser.JSON, "{\"scan\": NaN}"))
        .hasMessageStartingWith("its JSON is damaged: ");
  }

  @Test
  void twoDocumentsAreNotTakenForOne() {
    assertThatThrownBy(
            () -> read(Parser.JSON, "{\"scan\": {\"time\": 5}}\n{\"scan\": {\"time\": 6}}\n"))
        .hasMessage("it has more than one JSON document");
  }

  @Test
  void remarksAroundADocumentAreNoPartOfIt() throws BadOutput {
    assertThat(read(Parser.JSON, "note: slow\n{\"scan\": {\"time\": [5, 6.5]}}\nbye\n"))
        .extracting(Sample::value)
        .containsExactly(5e6, 6.5e6);
  }

  @Test
  void aPatternIsFoundOnce() throws BadOutput {
    assertThat(read(Parser.REGEX, "scan: 2.50 ms, that is all\n"))
        .containsExactly(new Sample(Metric.duration("command.scan"), 2.5e6, 5000));
    assertThatThrownBy(() -> read(Parser.REGEX, "scan: 1 ms\nscan: 2 ms\n"))
        .hasMessage("the pattern of scan is found more than once, the second time in 'scan: 2 ms'");
    assertThatThrownBy(() -> read(Parser.REGEX, "scanned\n"))
        .hasMessage("the pattern of scan is not found in it");
  }

  @ParameterizedTest
  @CsvSource({"(.*).*.*.*.*=", "(?:.*a){9}(b)"})
  void aPatternThatGoesBackForEverIsGivenUp(String pattern) {
    StatedMetric slow = new StatedMetric("slow", pattern, StatedUnit.S, StatedMetric.Better.LOWER);

    assertThatThrownBy(
            () ->
                CommandOutput.samples(
                    command(Parser.REGEX, slow), ("a".repeat(900) + "!\n").repeat(20)))
        .hasMessage("the pattern of slow takes too long on this output");
  }

  @ParameterizedTest
  @CsvSource({
    "KiB/s, BYTES_PER_SECOND, 2048",
    "Mbit/s, BYTES_PER_SECOND, 250000",
    "%, ONE, 0.02",
    "1/s, OPERATIONS_PER_SECOND, 2",
    "GB, BYTES, 2e9",
    "us, NANOSECONDS, 2000",
  })
  void unitsAreConverted(String unit, Metric.Unit stored, double value) throws BadOutput {
    StatedUnit from =
        List.of(StatedUnit.values()).stream()
            .filter(it -> it.text().equals(unit))
            .findFirst()
            .orElseThrow();
    StatedMetric metric = new StatedMetric("a", "a (\\S+)", from, StatedMetric.Better.HIGHER);

    Sample sample = CommandOutput.samples(command(Parser.REGEX, metric), "a 2\n").getFirst();

    assertThat(sample.metric())
        .isEqualTo(new Metric("command.a", stored, Metric.Direction.HIGHER_IS_BETTER));
    assertThat(sample.value()).isEqualTo(value);
  }
}
