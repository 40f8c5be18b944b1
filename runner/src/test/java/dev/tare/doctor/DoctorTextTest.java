package dev.tare.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTextTest {

  @Test
  void alignsFindingsAndPutsTheRemedyBelowWrappedAtWords() {
    List<Check> checks =
        List.of(
            Check.ok("swap", "off"),
            Check.warn("governor", "powersave", "cpupower frequency-set --governor performance"));

    assertThat(DoctorText.render(checks, 48))
        .isEqualTo(
            """
            ok      swap      off
            warn    governor  powersave
                              -> cpupower frequency-set
                                 --governor performance
            """);
  }

  @Test
  void aNarrowTerminalCountsAsFortyColumns() {
    List<Check> checks = List.of(Check.warn("x", "a b c d", "e"));

    assertThat(DoctorText.render(checks, 1)).isEqualTo(DoctorText.render(checks, 40));
  }
}
