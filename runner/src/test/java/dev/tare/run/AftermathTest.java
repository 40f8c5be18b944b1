package dev.tare.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class AftermathTest {
  private static final Environment BEFORE =
      new Environment(
          List.of(
              Fact.known("cpu.governor", "performance", true),
              Fact.known("kernel.parameters", "a.token=[redacted]", true),
              Fact.known("host.name", "n", false),
              Fact.known("host.load", "0.1", false)));

  @Test
  void whatPassesIsReadTwiceAndWhatMustNotChangeIsANote() {
    Aftermath after =
        Aftermath.of(
            BEFORE,
            new Environment(
                List.of(
                    Fact.known("cpu.governor", "powersave", true),
                    Fact.known("kernel.parameters", "a.token=secret", true),
                    Fact.known("host.name", "n", false),
                    Fact.known("host.load", "9.9", false))));

    assertThat(after.environment().facts())
        .startsWith(BEFORE.facts().toArray(Fact[]::new))
        .endsWith(Fact.known("after.host.load", "9.9", false))
        .hasSize(5);
    assertThat(after.notes())
        .containsExactly("cpu.governor changed while the run went on: performance, then powersave");
    assertThat(Fingerprint.of(after.environment())).isEqualTo(Fingerprint.of(BEFORE));
  }

  @Test
  void aRunThatWasBrokenOffSaysWhyNobodyLooked() {
    Aftermath after = Aftermath.unseen(BEFORE, "the run was broken off");

    assertThat(after.environment().facts())
        .endsWith(Fact.unknown("after.host.load", "the run was broken off", false))
        .hasSize(5);
    assertThat(after.notes()).isEmpty();
  }

  @Test
  void nodesAreToldApart() {
    Environment before =
        new Environment(
            List.of(
                Fact.known("memory.thp", "never", true).on("a"),
                Fact.known("memory.thp", "always", true).on("b")));

    assertThat(
            Aftermath.of(
                    before,
                    new Environment(
                        List.of(
                            Fact.known("memory.thp", "never", true).on("a"),
                            Fact.known("memory.thp", "never", true).on("b"))))
                .notes())
        .containsExactly("memory.thp changed on b while the run went on: always, then never");
  }
}
