package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.RunReference;
import dev.tare.target.cri.RealNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a scenario file to the report, on the embedded node. */
class RunIT {
  @TempDir Path folder;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    RealNode.require();
  }

  private Path scenario(String runtimes) throws IOException {
    return Files.writeString(
        folder.resolve("small.yaml"),
        """
        scenario: small
        question: Does a run end in a report?
        runtimes: %s
        pod:
          resources: {cpu: 1, memory: 128Mi, cpu-request: 10m}
        workloads:
          one: {startup: {arrival: {serial: 2}, ready: home-call}}
          idle: {memory: {levels: [1, 2], settle: 200ms}}
        design: {rounds: 1, seed: 1, warmups: 0}
        """
            .formatted(runtimes));
  }

  private int run(Path scenario) {
    return Main.execute(
        "run", scenario.toString(), "--results", folder.resolve("results").toString());
  }

  private RunFolder latest() throws IOException {
    return RunFolder.open(RunReference.find(folder.resolve("results"), "latest"));
  }

  @Test
  void aRunEndsWithItsFolderReportAndPictures() throws IOException {
    assertThat(run(scenario("[runc]"))).isEqualTo(ExitCode.DONE);

    RunFolder stored = latest();
    assertThat(stored.run().status()).isEqualTo(Run.Status.COMPLETE);
    assertThat(stored.run().receipts()).hasSize(1);
    assertThat(stored.trials()).hasSize(2).allMatch(trial -> trial.result().completed());
    assertThat(stored.path().resolve("report.html")).isNotEmptyFile();
    assertThat(stored.path().resolve("charts/startup-ecdf.png")).isNotEmptyFile();
    assertThat(stored.path().resolve("charts/memory.png")).isNotEmptyFile();
  }

  @Test
  void aRuntimeThatStartsNoPodIsToldByTheExitCodeAndTheOthersAreMeasured() throws IOException {
    Path scenario =
        scenario(
            """

            - runc
            - {name: broken, handler: runc, expect: {sandbox: vm}}\
            """);

    assertThat(run(scenario)).isEqualTo(ExitCode.NOTHING_COMPLETED);

    assertThat(latest().trials())
        .isNotEmpty()
        .allMatch(trial -> trial.runtime().equals("runc") && trial.result().completed());
    assertThat(Files.readString(latest().path().resolve("report.html"))).contains("declared as vm");
  }

  @Test
  void anUnknownRuntimeStartsNothing() throws IOException {
    assertThat(run(scenario("[runk]"))).isEqualTo(ExitCode.USAGE);

    assertThat(folder.resolve("results")).doesNotExist();
  }
}
