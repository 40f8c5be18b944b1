package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads and a script gets from command lines that start nothing. */
class CommandLineTest {

  private record Answer(int code, String out, String err) {}

  @TempDir Path folder;

  private static Answer tare(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int code = Main.execute(arguments);
      return new Answer(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  @Test
  void helpNamesEveryVerb() {
    Answer answer = tare("--help");

    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out())
        .contains(
            "demo",
            "doctor",
            "init",
            "plan",
            "run",
            "report",
            "overhead",
            "overhead",
            "scenarios",
            "runtimes",
            "runs",
            "node",
            "payload",
            "manifests",
            "completion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "doctor",
        "init",
        "plan",
        "run",
        "report",
        "overhead",
        "scenarios",
        "runtimes",
        "runs",
        "node",
        "payload",
        "manifests",
        "completion"
      })
  void everyVerbExplainsItself(String verb) {
    Answer answer = tare(verb, "--help");

    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out()).startsWith("Usage: tare " + verb);
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void aMistypedVerbIsAnsweredWithTheNearest() {
    Answer answer = tare("rnu", "demo");

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err())
        .contains("unknown command 'rnu'; did you mean 'run'?")
        .doesNotContain("Exception");
  }

  @Test
  void whatNamesNoRegistryIsNotPushedTo() {
    Answer answer = tare("payload", "push", "--registry", "tare");

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("'tare' names no registry").hasLineCount(1);
  }

  @Test
  void aScenarioThatIsNotThereIsAnsweredWithTheNearest() {
    Answer answer = tare("plan", "startup-serail");

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("startup-serail", "'startup-serial'").hasLineCount(1);
  }

  @Test
  void everythingWrongWithAFileIsSaidAtOnce() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        """
        scenario: bad
        question: What is wrong?
        pod: {resources: {cpu: one, memry: 64Mi}}
        workloads:
          a: {startup: {arrival: {serial: 0}, ready: home-call}}
        """);

    Answer answer = tare("scenarios", "validate", file.toString());

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err().lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(line -> line.startsWith(file + ":"))
        .anyMatch(line -> line.contains("memry") && line.contains("memory"));
  }

  @Test
  void initWritesAFileThatIsValidAndNeverOverwritesOne() {
    Path file = folder.resolve("My Own.yaml");

    assertThat(tare("init", file.toString()).code()).isEqualTo(ExitCode.DONE);
    assertThat(tare("scenarios", "validate", file.toString()).code()).isEqualTo(ExitCode.DONE);

    Answer again = tare("init", file.toString());
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("is there already");
  }

  @Test
  void aPlanPrintsItsTrialsAndItsCost() {
    Answer answer = tare("plan", "startup-serial", "--runtimes", "runc", "--rounds", "2");

    // With a node up the runtimes are the node's; without one they are taken from the command line.
    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out()).contains("2 rounds", "round  1", "round  2", "pods", "seed");
  }

  @Test
  void theCatalogIsListedWithItsQuestions() {
    Answer answer = tare("scenarios", "list");

    assertThat(answer.out().lines().toList())
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(line -> line.endsWith("?"));
  }

  @Test
  void theSchemaIsJson() {
    assertThat(tare("scenarios", "schema").out()).startsWith("{").contains("$schema");
  }

  @Test
  void aSocketThatIsNotThereIsNotReady() {
    Path socket = folder.resolve("no.sock");

    Answer answer = tare("runtimes", "list", "--cri", "unix://" + socket);

    assertThat(answer.code()).isEqualTo(ExitCode.NOT_READY);
    assertThat(answer.err()).contains(socket.toString(), "--cri").hasLineCount(1);
  }

  @Test
  void aFileThatIsNoSocketIsNotReady() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Answer answer = tare("runtimes", "list", "--cri", file.toString());

    assertThat(answer.code()).isEqualTo(ExitCode.NOT_READY);
    assertThat(answer.err()).contains("does not answer").doesNotContain("Exception");
  }

  @Test
  void anotherSchemeIsRefused() {
    Answer answer = tare("runtimes", "list", "--cri", "tcp://localhost:1");

    assertThat(answer.code()).isEqualTo(ExitCode.NOT_READY);
    assertThat(answer.err()).contains("tcp://localhost:1", "unix:///");
  }

  @Test
  void runsAreListedAndAMissingFolderIsNoError() {
    Answer answer = tare("runs", "list", "--results", folder.resolve("none").toString());

    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out()).contains("no runs");
    assertThat(tare("runs", "list", "--results", folder.toString()).out())
        .contains("no runs in " + folder);
  }

  @Test
  void aFileForResultsIsRefusedBeforeAnythingIsBroughtUp() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Answer answer = tare("run", "startup-serial", "--results", file.toString());

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("--results " + file + " is no folder");
  }

  @Test
  void roundsAreBoundedAsInAScenario() {
    for (String rounds : List.of("0", "201")) {
      Answer answer = tare("plan", "startup-serial", "--runtimes", "runc", "--rounds", rounds);

      assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
      assertThat(answer.err()).contains("--rounds must be 1 to 200, not " + rounds);
    }
  }

  @Test
  void aRunThatIsNotThereIsSaid() {
    Answer answer = tare("report", "latest", "--results", folder.toString());

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains(folder.toString()).doesNotContain("Exception");
  }

  @Test
  void whatARunAppliesToAClusterIsPrintedWithoutOne() {
    Answer answer =
        tare(
            "manifests",
            "--observer",
            "none",
            "--image",
            "registry/payload:1",
            "--runtimes",
            "a,b");

    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out())
        .startsWith("# What a run with --observer none applies to a cluster.")
        .contains("name: \"tare-runner\"", "name: \"tare-example\"", "name-of-a-node")
        .contains("runtimeClassName: \"a\"", "runtimeClassName: \"b\"")
        .doesNotContain("DaemonSet");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void manifestsAreAboutNoClusterInParticular() {
    assertThat(tare("manifests", "--context", "prod").code()).isEqualTo(ExitCode.USAGE);
    assertThat(tare("manifests", "--target", "node").err())
        .contains("is about clusters")
        .hasLineCount(1);
  }

  @Test
  void completionIsAScript() {
    assertThat(tare("completion").out()).contains("tare", "complete -F");
  }

  @Test
  void noVerbAtAllShowsTheHelp() {
    Answer answer = tare();

    assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
    assertThat(List.of(answer.out(), answer.err())).anyMatch(text -> text.contains("Usage: tare"));
  }
}
