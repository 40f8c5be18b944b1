package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.RunReference;
import dev.tare.result.TrialRecord;
import dev.tare.target.cri.RealNode;
import dev.tare.target.kubernetes.RealCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a scenario file to the report, on the embedded cluster. */
class ClusterRunIT {
  @TempDir Path folder;

  private static RealCluster cluster;
  private static RealNode node;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    cluster = RealCluster.require();
    node = RealNode.require();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path scenario(String runtimes) throws IOException {
    return file(
        "small.yaml",
        """
        scenario: small
        question: Does a run in a cluster end in a report?
        runtimes: %s
        pod: {resources: {cpu: 1, memory: 128Mi, cpu-request: 10m}}
        workloads:
          one: {startup: {arrival: {serial: 1}, ready: home-call}}
          idle: {memory: {levels: [1, 2], settle: 200ms}}
        design: {rounds: 1, seed: 1, warmups: 0}
        """
            .formatted(runtimes));
  }

  private int run(Path scenario, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                scenario.toString(),
                "--results",
                folder.resolve("results").toString(),
                "--target",
                "kubernetes",
                "--kubeconfig",
                cluster.kubeconfig().toString()));
    arguments.addAll(List.of(more));
    return Main.execute(arguments.toArray(String[]::new));
  }

  private RunFolder latest() throws IOException {
    return RunFolder.open(RunReference.find(folder.resolve("results"), "latest"));
  }

  private static Set<String> metrics(TrialRecord trial) {
    return trial.samples().stream()
        .map(sample -> sample.metric().name())
        .collect(Collectors.toSet());
  }

  @Test
  void bothClassesAreMeasuredOnTheNodeThatTheyShare() throws IOException {
    assertThat(run(scenario("[runc, gvisor]"))).isEqualTo(ExitCode.DONE);

    RunFolder stored = latest();
    assertThat(stored.run().status()).isEqualTo(Run.Status.COMPLETE);
    assertThat(stored.run().receipts()).allMatch(receipt -> receipt.refused().isEmpty());
    assertThat(stored.run().receipts().getLast().versions())
        .containsEntry("overhead.podFixed.memory", "64Mi")
        .containsKey("containerd");
    assertThat(stored.trials())
        .hasSize(4)
        .allMatch(trial -> trial.node().equals("tare-2") && trial.result().completed());
    assertThat(stored.trials())
        .filteredOn(trial -> trial.workload().equals("one"))
        .allMatch(
            trial ->
                metrics(trial)
                    .containsAll(
                        Set.of("startup.home_call", "startup.sli", "startup.first_output")));
    assertThat(stored.trials())
        .filteredOn(trial -> trial.workload().equals("idle"))
        .allMatch(trial -> metrics(trial).containsAll(Set.of("memory.pss", "memory.cgroup")));
    assertThat(stored.path().resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void aContainerdOfThisMachineShowsWhatKubernetesAdds() throws IOException {
    Path runtimes =
        file(
            "runtimes.yaml",
            "runtimes:\n  - {name: runc-cri, handler: runc, cri: \"%s\"}\n"
                .formatted(node.address()));

    int code =
        run(
            scenario("[runc, runc-cri]"),
            "--runtimes-file",
            runtimes.toString(),
            "--nodes",
            "tare-1");

    assertThat(code).isEqualTo(ExitCode.DONE);
    RunFolder stored = latest();
    assertThat(stored.run().receipts()).allMatch(receipt -> receipt.unequal().isEmpty());
    assertThat(stored.trials())
        .filteredOn(trial -> trial.workload().equals("one"))
        .extracting(TrialRecord::runtime, trial -> metrics(trial).contains("startup.sli"))
        .containsExactlyInAnyOrder(tuple("runc", true), tuple("runc-cri", false));
  }

  @Test
  void aKubeletsOwnSocketIsRefusedBesideTheCluster() throws IOException {
    Path runtimes =
        file(
            "runtimes.yaml",
            "runtimes:\n  - {name: runc-cri, handler: runc, cri: \"%s\"}\n"
                .formatted(cluster.description().nodes().getFirst().cri()));

    assertThat(refusal(runtimes)).contains("serves a kubelet");
  }

  private String refusal(Path runtimes) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              run(
                  scenario("[runc, runc-cri]"),
                  "--runtimes-file",
                  runtimes.toString(),
                  "--nodes",
                  "tare-1"))
          .isEqualTo(ExitCode.NOT_READY);
    } finally {
      System.setErr(err);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
