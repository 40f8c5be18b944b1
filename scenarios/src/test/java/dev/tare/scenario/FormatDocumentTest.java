package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What FORMAT.md shows is what the loader does. */
class FormatDocumentTest {

  private static String document() throws IOException {
    return Files.readString(Path.of("FORMAT.md"));
  }

  private static List<String> blocks(String kind) throws IOException {
    return Pattern.compile("```" + kind + "\n(.*?)\n```", Pattern.DOTALL)
        .matcher(document())
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void itsExamplesAreValid() throws IOException {
    assertThat(ScenarioLoader.parse("example.yaml", blocks("yaml").getFirst()).cases()).hasSize(9);
    assertThat(RuntimesFile.parse("runtimes.yaml", blocks("yaml").getLast())).hasSize(2);
    String head =
        "scenario: x\nquestion: What?\nworkloads: {idle: {memory: {levels: [1]}}}\n"; // the part's
    // rest
    assertThat(ScenarioLoader.parse("part.yaml", head + blocks("yaml part").getFirst()).runtimes())
        .hasSize(3);
  }

  @Test
  void itsWrongExampleGivesTheErrorsThatItShows() throws IOException {
    String wrong = blocks("yaml wrong").getFirst();

    assertThatThrownBy(() -> ScenarioLoader.parse("wrong.yaml", wrong))
        .hasMessage(blocks("text").getFirst());
  }

  @Test
  void itExplainsEveryKeyOfTheSchema() throws IOException {
    List<String> keys = keys(JsonMapper.shared().readTree(Catalog.schema())).distinct().toList();

    assertThat(keys).hasSizeGreaterThan(30);
    assertThat(keys)
        .allSatisfy(key -> assertThat(document()).containsPattern("[`.]" + key + "[`.]"));
  }

  private static Stream<String> keys(JsonNode schema) {
    return Stream.concat(
        schema.path("properties").propertyNames().stream(),
        schema.valueStream().flatMap(FormatDocumentTest::keys));
  }
}
