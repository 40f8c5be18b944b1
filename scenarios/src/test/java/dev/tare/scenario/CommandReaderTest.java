package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schema cannot say, and what is made of a command. */
class CommandReaderTest {

  private static Workload.Command command(String keys) {
    return (Workload.Command)
        ScenarioLoader.parse("test.yaml", Texts.workload("{command: {" + keys + "}}"))
            .cases()
            .getFirst()
            .workload();
  }

  @Test
  void theServersImageIsTheCommandsUnlessItHasOne() {
    Workload.Command command =
        command(
            "image: tools, command: [wrk, 'http://{server}/'], server: {command: [nginx], port:"
                + " 80}, parser: wrk, takes: 3s");

    Program nginx = new Program("tools", List.of("nginx"));
    assertThat(command.server())
        .contains(new CommandServer(nginx, Optional.empty(), OptionalInt.of(80)));
    assertThat(command.programs())
        .containsExactly(new Program("tools", List.of("wrk", "http://{server}/")), nginx)
        .allMatch(Program::usesOwnImage);
    assertThat(command.takes()).isEqualTo(Duration.ofSeconds(3));
    assertThat(command.pods()).isEqualTo(2);
    assertThat(command.together()).isEqualTo(2);
  }

  @Test
  void anImagesOwnEntryPointNeedsNoCommand() {
    Workload.Command command = command("image: a/b, parser: fio");

    assertThat(command.program()).isEqualTo(new Program("a/b", List.of()));
    assertThat(command.pods()).isEqualTo(1);
    assertThat(command.takes()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyUnitIsReadAsItIsWritten() {
    for (StatedUnit unit : StatedUnit.values()) {
      assertThat(
              command(
                      "image: a, parser: json, metrics: [{name: x, pointer: /x, unit: '"
                          + unit.text()
                          + "', better: lower}]")
                  .metrics())
          .containsExactly(new StatedMetric("x", "/x", unit, StatedMetric.Better.LOWER));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image: a, command: ['{server}'], parser: fio | {server} stands here, and there is no"
            + " server",
        "image: a, command: [b], server: {port: 1}, parser: fio | does not say where the server's"
            + " address goes",
        "image: a, command: ['{server}'], server: {command: [b]}, parser: fio | nothing says when"
            + " the server is ready",
        "image: a, parser: fio, metrics: [] | this parser knows its metrics; leave them out",
        "image: a, parser: regex | \"metrics\" is missing; for example metrics: [{name: scan,",
        "image: a, parser: regex, metrics: [{name: a, pattern: 'a', unit: s, better: lower}] |"
            + " expected one group, which is the number, found 0",
        "image: a, parser: regex, metrics: [{name: a, pattern: '(a', unit: s, better: lower}] | no"
            + " regular expression of Java's: Unclosed group",
        "image: a, parser: json, metrics: [{name: a, pointer: /a, unit: s, better: lower}, {name:"
            + " a, pointer: /b, unit: s, better: lower}] | the metric stands here twice",
        "image: a, parser: fios | expected one of fio, sysbench, stress-ng, redis-benchmark, wrk,",
      })
  void mistakesAreExplained(String keys, String message) {
    assertThatThrownBy(() -> command(keys))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(message);
  }
}
