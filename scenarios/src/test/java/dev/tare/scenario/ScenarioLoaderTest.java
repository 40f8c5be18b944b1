package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioLoaderTest {

  @TempDir Path folder;

  private static Scenario parse(String text) {
    return ScenarioLoader.parse("test.yaml", text);
  }

  private static Workload workload(String text) {
    return parse(Texts.workload(text)).cases().getFirst().workload();
  }

  @Test
  void aFileIsReadWithItsText() throws IOException {
    String text = Texts.with("# the end, with an umlaut: ü");
    Path file = Files.writeString(folder.resolve("test.yaml"), text);

    assertThat(ScenarioLoader.load(file)).isEqualTo(parse(text));
    assertThat(parse(text).text()).isEqualTo(text);
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    Scenario scenario = parse(Texts.with(""));

    assertThat(scenario.runtimes()).containsExactly(RuntimeSpec.named("*"));
    assertThat(scenario.design()).isEqualTo(new Design(12, 42, Optional.empty(), false, 3));
    assertThat(scenario.limits())
        .isEqualTo(new Limits(Duration.ofSeconds(60), Duration.ofMinutes(5)));
    assertThat(scenario.cases().getFirst().pod()).isEqualTo(new Pod(1, 256L << 20, 1000, Map.of()));
    assertThat(scenario.cases().getFirst().workload())
        .isEqualTo(new Workload.Startup(new Arrival.Serial(3), Ready.HOME_CALL));
  }

  @Test
  void workloadsKeepTheOrderOfTheFile() {
    assertThat(parse(Texts.with("")).cases())
        .extracting(Case::name)
        .containsExactly("serial", "burst", "idle");
  }

  @Test
  void everyKindOfWorkloadIsRead() {
    assertThat(workload("{startup: {arrival: {burst: 30}, ready: first-output}}"))
        .isEqualTo(new Workload.Startup(new Arrival.Burst(30), Ready.FIRST_OUTPUT));
    assertThat(workload("{memory: {levels: [1, 5], settle: 200ms}}"))
        .isEqualTo(new Workload.Memory(List.of(1, 5), Duration.ofMillis(200)));
    assertThat(workload("{memory: {levels: [1]}}"))
        .isEqualTo(new Workload.Memory(List.of(1), Duration.ofSeconds(2)));
    assertThat(workload("{jmh: {benchmarks: [syscall, cpu], profile: thorough}}"))
        .isEqualTo(new Workload.Jmh(List.of("syscall", "cpu"), Profile.THOROUGH));
    assertThat(workload("{jmh: {benchmarks: [cpu]}}"))
        .isEqualTo(new Workload.Jmh(List.of("cpu"), Profile.NORMAL));
    assertThat(workload("{network: {flows: 8, duration: 1m, rate: 50}}"))
        .isEqualTo(new Workload.Network(8, Duration.ofMinutes(1), 50));
    assertThat(workload("{network: {}}"))
        .isEqualTo(new Workload.Network(1, Duration.ofSeconds(10), 500));
  }

  @Test
  void thePodHasItsLimitsRequestAndOverlay() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                pod:
                  resources: {cpu: 2, memory: 1Gi, cpu-request: 500m}
                  overlay: {metadata: {labels: {team: platform}, annotations: {example.org/a: b}}}
                """));

    assertThat(scenario.cases().getFirst().pod())
        .isEqualTo(
            new Pod(
                2,
                1L << 30,
                500,
                Map.of(
                    "metadata",
                    Map.of(
                        "labels", Map.of("team", "platform"),
                        "annotations", Map.of("example.org/a", "b")))));
  }

  @Test
  void aRuntimeIsANameOrAMapping() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                runtimes:
                  - runc
                  - default
                  - name: kata-2
                    handler: kata-qemu
                    cri: unix:///run/new.sock
                    annotations: {io.katacontainers.config.hypervisor.default_vcpus: "2"}
                    expect: {sandbox: userspace-kernel, hypervisor: cloud-hypervisor}
                  - {name: plain}
                """));

    assertThat(scenario.runtimes())
        .containsExactly(
            RuntimeSpec.named("runc"),
            new RuntimeSpec("default", "", Optional.empty(), Map.of(), Expectation.none()),
            new RuntimeSpec(
                "kata-2",
                "kata-qemu",
                Optional.of("unix:///run/new.sock"),
                Map.of("io.katacontainers.config.hypervisor.default_vcpus", "2"),
                new Expectation(
                    Optional.of(SandboxKind.USERSPACE_KERNEL), Optional.of("cloud-hypervisor"))),
            RuntimeSpec.named("plain"));
  }

  @Test
  void designAndLimitsAreRead() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                runtimes: [runc, gvisor]
                design: {rounds: 20, seed: 7, control: gvisor, aa: true, warmups: 0}
                limits: {start: 90s, trial: 1h}
                """));

    assertThat(scenario.design()).isEqualTo(new Design(20, 7, Optional.of("gvisor"), true, 0));
    assertThat(scenario.limits())
        .isEqualTo(new Limits(Duration.ofSeconds(90), Duration.ofHours(1)));
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkDoNoHarm() {
    String text = Texts.with("limits: {start: 30s}");

    Scenario scenario = parse("\uFEFF" + text.replace("\n", "\r\n"));

    assertThat(scenario.limits().start()).isEqualTo(Duration.ofSeconds(30));
  }
}
