package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.scenario.yaml.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no scenario ever is: each ends in a clear error, quickly and without a deep stack. */
class HostileFilesTest {

  @TempDir Path folder;

  private static List<String> problems(String text) {
    return lines(() -> ScenarioLoader.parse("test.yaml", text));
  }

  private List<String> problems(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("test.yaml"), bytes);
    return lines(() -> ScenarioLoader.load(file));
  }

  private static List<String> lines(ThrowingCallable load) {
    return catchThrowableOfType(ScenarioException.class, load).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void anchorsAliasesTagsAndMergeKeysAreRefusedEach() {
    String text =
        Texts.with(
            """
            pod: &pod {resources: !!map {cpu: 1}}
            limits: *pod
            design:
              <<: {rounds: 3}
              seed: !!int "3"
            """);

    assertThat(problems(text))
        .containsExactly(
            "test.yaml:7:6: pod: anchors are not allowed; remove the \"&name\"",
            "test.yaml:7:23: pod.resources: tags are not allowed; remove \"!!map\"",
            "test.yaml:8:9: limits: aliases are not allowed; write the value out",
            "test.yaml:10:3: design: merge keys are not allowed; write the keys out",
            "test.yaml:11:9: design.seed: tags are not allowed; remove \"!!int\"");
  }

  @Test
  void aBillionLaughsAreNotLaughed() {
    String text =
        "a0: &a0 [x, x]\n"
            + IntStream.range(0, 60)
                .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i + 1, i + 1, i, i))
                .collect(Collectors.joining());

    assertThat(problems(text))
        .contains("test.yaml:1:5: a0: anchors are not allowed; remove the \"&name\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: "})
  void nestingIsBounded(String opening) {
    assertThat(problems(opening.repeat(200_000 / opening.length())))
        .singleElement()
        .asString()
        .contains("nested more than 32 levels deep");
  }

  @Test
  void nestingByIndentationIsBounded() {
    String text =
        IntStream.range(0, 500).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());

    assertThat(problems(text)).containsExactly("test.yaml:33:33: nested more than 32 levels deep");
  }

  @Test
  void aDuplicateKeyIsReportedWithItsFirstPlace() {
    assertThat(problems(Texts.with("scenario: again")))
        .containsExactly("test.yaml:7:1: scenario: the key stands here twice; first on line 1");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(problems(Texts.with("---\nscenario: second")))
        .containsExactly("test.yaml:7:1: a second document; a file holds one: remove the \"---\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
  void anEmptyFileIsCalledEmpty(String text) {
    assertThat(problems(text)).containsExactly("test.yaml: the file is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"---", "text", "[a, b]", "5"})
  void aTopThatIsNoMappingIsOneProblem(String text) {
    assertThat(problems(text)).singleElement().asString().contains("expected a mapping, found ");
  }

  @Test
  void tabsAndControlCharactersAreNamed() {
    assertThat(problems("a:\n\tb: 1"))
        .containsExactly("test.yaml:2:1: a tab character; indent with spaces");
    assertThat(problems("a: \0"))
        .containsExactly("test.yaml:1:4: a control character, U+0000; remove it");
  }

  @Test
  void bytesThatAreNotUtf8AreFoundWhereTheyStand() throws IOException {
    byte[] latin = "scenario: a\nquestion: Wie spät?\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(problems(latin))
        .singleElement()
        .asString()
        .endsWith("test.yaml:2:17: not UTF-8; save the file as UTF-8");
  }

  @Test
  void aLargeFileIsRefusedBeforeItIsParsed() throws IOException {
    assertThat(problems("#".repeat(256 * 1024 + 1).getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .asString()
        .endsWith("larger than 256 KiB, the most that is read");
    assertThat(problems("#".repeat(256 * 1024 + 1)))
        .containsExactly("test.yaml: larger than 256 KiB, the most that is read");
  }

  @Test
  void aFileThatIsNotThereOrAFolderIsOneProblem() {
    assertThat(lines(() -> ScenarioLoader.load(Path.of("nowhere.yaml"))))
        .containsExactly("nowhere.yaml: no such file");
    assertThat(lines(() -> ScenarioLoader.load(folder)))
        .containsExactly(folder + ": cannot be read: it is a directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [1",
        "a: {b: 1",
        "a: \"b",
        "a: b: c",
        "a: @b",
        "%YAML 9",
        "a: ]",
        "a\n  - b\n c: d"
      })
  void whatIsNotYamlIsOneProblemWithItsPlace(String text) {
    assertThat(problems(text))
        .singleElement()
        .asString()
        .matches("test.yaml:\\d+:\\d+: not valid YAML: .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\UFFFFFFFF\"", "\"\\U00110000\"", "\uD800"})
  void whatIsNoCharacterIsOneProblem(String text) {
    assertThat(problems("a: " + text)).singleElement().asString().contains("not valid YAML");
    assertThat(problems(text)).singleElement().asString().contains("not valid YAML");
  }

  @Test
  void anUnquotedStarIsExplained() {
    assertThat(problems(Texts.with("runtimes: [*]")))
        .singleElement()
        .asString()
        .endsWith("put a star in quotes: \"*\"");
  }

  @Test
  void aKeyThatIsAListIsRefused() {
    assertThat(problems(Texts.with("? [a, b]\n: c")))
        .containsExactly("test.yaml:7:3: a key must be a single word, found a list");
  }

  @Test
  void veryManyProblemsAreCutOff() {
    String keys =
        IntStream.range(0, 20_000).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());

    assertThat(problems(Texts.with(keys)))
        .hasSize(101)
        .last()
        .isEqualTo("test.yaml: more than 100 problems; repair these first");
  }

  @Test
  void aLongKeyAboveManyItemsCostsLittle() {
    String text = "? " + "k".repeat(100_000) + "\n: [" + "1,".repeat(70_000) + "]";

    assertThat(problems(Texts.with(text))).singleElement().asString().hasSizeLessThan(250);
  }

  @Test
  void whatATerminalWouldObeyIsShownInstead() {
    assertThat(problems(Texts.with("limits: {start: \"\\e[2J\"}")))
        .containsExactly(
            "test.yaml:7:17: limits.start: expected a duration from 1s to 1h, such as 60s, found"
                + " \"\\x1b[2J\"");
    assertThat(problems(Texts.with("").replace("What does", "\"\\e[31mWhat\" #")))
        .singleElement()
        .asString()
        .contains("expected text, found");
  }

  @Test
  void aVeryLongWordIsShortenedInTheMessage() {
    String word = "w".repeat(200_000);

    assertThat(problems(Texts.with("? " + word + "\n: 1")))
        .singleElement()
        .asString()
        .hasSizeLessThan(250);
    assertThat(problems(Texts.workload("{startup: {arrival: {serial: " + word + "}}}")))
        .singleElement()
        .asString()
        .hasSizeLessThan(250);
  }
}
