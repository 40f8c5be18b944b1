package dev.tare.cli;

import dev.tare.scenario.Catalog;
import dev.tare.scenario.Design;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.scenario.yaml.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A scenario by what the user typed: a file, or a name of the catalog. */
final class Scenarios {
  private Scenarios() {}

  static Scenario find(String text) {
    if (Catalog.names().contains(text)) {
      return Catalog.load(text);
    }
    Path file = Path.of(text);
    if (Files.exists(file)) {
      return ScenarioLoader.load(file);
    }
    Optional<String> near = NearestName.of(text, Catalog.names());
    throw new UsageException(
        "there is no file and no catalog scenario '"
            + text
            + "'"
            + near.map(name -> "; did you mean '" + name + "'?").orElse("")
            + " ('tare scenarios list' shows the catalog)");
  }

  /** The scenario with what the command line says instead. */
  static Scenario with(Scenario scenario, RunOptions options) {
    Design design = scenario.design();
    Integer rounds = options.rounds;
    Long seed = options.seed;
    if (rounds != null && (rounds < 1 || rounds > Design.MOST_ROUNDS)) {
      throw new UsageException(
          "--rounds must be 1 to %d, not %d".formatted(Design.MOST_ROUNDS, rounds));
    }
    return new Scenario(
        scenario.name(),
        scenario.question(),
        scenario.runtimes(),
        scenario.cases(),
        new Design(
            rounds == null ? design.rounds() : rounds,
            seed == null ? design.seed() : seed,
            design.control(),
            design.aa(),
            design.warmups()),
        scenario.limits(),
        scenario.text());
  }
}
