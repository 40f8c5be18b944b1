package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {

  static List<String> names() {
    return Catalog.names();
  }

  @Test
  void listsExactlyTheFilesOfItsFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("catalog"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Catalog.names());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyScenarioIsNamedLikeItsFileAndAsksAQuestion(String name) {
    Scenario scenario = Catalog.load(name);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.question()).endsWith("?");
    assertThat(scenario.text()).startsWith("# yaml-language-server: $schema=../scenario.schema");
  }

  @Test
  void everyScenarioButTheDemoHasAnAaPairAndTwelveRounds() {
    assertThat(Catalog.names())
        .filteredOn(name -> !name.equals("demo"))
        .map(name -> Catalog.load(name).design())
        .allMatch(design -> design.aa() && design.rounds() >= 12);
  }

  @Test
  void theDemoMeasuresAllFourFamilies() {
    Scenario demo = Catalog.load("demo");

    assertThat(demo.cases().stream().map(c -> c.workload().family()))
        .containsExactly("startup", "memory", "jmh", "network");
    assertThat(demo.design().rounds()).isEqualTo(6);
    assertThat(demo.design().aa()).isFalse();
  }

  @Test
  void aMistypedNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Catalog.load("startup-serail"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean \"startup-serial\"?");
  }

  @Test
  void theStarterIsAValidScenarioOfTheGivenName() {
    Scenario starter = ScenarioLoader.parse("init.yaml", Catalog.starter("nginx"));

    assertThat(starter.name()).isEqualTo("nginx");
    assertThat(starter.cases()).extracting(Case::name).containsExactly("one-at-a-time", "idle");
  }

  @Test
  void whatTheStarterHasInCommentsIsValidToo() {
    String uncommented =
        Catalog.starter("nginx")
            .replace("runtimes: [\"*\"]\n", "")
            .replace("# runtimes:", "runtimes:")
            .replace("#   ", "  ")
            .replace("# matrix:", "matrix:")
            .replace("  # all", "  all")
            .replace("  # syscalls", "  syscalls")
            .replace("  # pod-to-pod", "  pod-to-pod")
            .replace("# control:", "control:");

    Scenario scenario = ScenarioLoader.parse("init.yaml", uncommented);

    assertThat(scenario.cases()).hasSize(10);
    assertThat(scenario.runtimes()).hasSize(2);
    assertThat(scenario.design().control()).contains("runc");
  }
}
