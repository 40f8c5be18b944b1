package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuntimesFileTest {

  @Test
  void anOldAndANewContainerdAreTwoRuntimes() {
    String text =
        """
        runtimes:
          - {name: runc-old, handler: runc, cri: "unix:///run/old.sock"}
          - {name: runc-new, handler: runc, cri: "unix:///run/new.sock"}
        """;

    assertThat(RuntimesFile.parse("runtimes.yaml", text))
        .containsExactly(
            runtime("runc-old", "unix:///run/old.sock"),
            runtime("runc-new", "unix:///run/new.sock"));
  }

  private static RuntimeSpec runtime(String name, String socket) {
    return new RuntimeSpec(name, "runc", Optional.of(socket), Map.of(), Expectation.none());
  }

  @Test
  void aStarNamesNothingHere() {
    assertThatThrownBy(() -> RuntimesFile.parse("runtimes.yaml", "runtimes: [\"*\"]"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("runtimes.yaml:1:12: runtimes[0]: ");
  }

  @Test
  void otherKeysAndAMissingListAreReported() {
    assertThatThrownBy(() -> RuntimesFile.parse("runtimes.yaml", "runtime: [runc]"))
        .hasMessage(
            """
            runtimes.yaml:1:1: "runtimes" is missing; for example runtimes: [runc]
            runtimes.yaml:1:1: runtime: unknown key; did you mean "runtimes"?\
            """);
  }

  @Test
  void aMissingFileIsAUsersMistake() {
    assertThatThrownBy(() -> RuntimesFile.load(Path.of("nowhere.yaml")))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("nowhere.yaml: no such file");
  }
}
