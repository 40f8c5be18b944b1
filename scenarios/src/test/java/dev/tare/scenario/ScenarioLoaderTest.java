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
    assertThat(scenario.cases().getFirst().pod())
        .isEqualTo(new Pod(1, 256L << 20, 1000, Seccomp.UNCONFINED, Map.of()));
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
    assertThat(workload("{startup: {arrival: {open: {rate: 2/s, for: 30s}}, ready: {log: up}}}"))
        .isEqualTo(
            new Workload.Startup(
                new Arrival.Open(120, Duration.ofSeconds(30), Arrival.Open.Spacing.POISSON, 20),
                new Ready.Log("up")));
    assertThat(
            workload(
                "{startup: {arrival: {serial: 1}, image: a/b:1, command: [c, d], ready: {http:"
                    + " {port: 80}}}}"))
        .isEqualTo(
            new Workload.Startup(
                new Arrival.Serial(1),
                new Ready.Http(80, "/", 200),
                Optional.of(new Program("a/b:1", List.of("c", "d")))));
    assertThat(workload("{startup: {arrival: {serial: 1}, ready: {log: 'up in \\d+ ms'}}}"))
        .isEqualTo(new Workload.Startup(new Arrival.Serial(1), new Ready.Log("up in \\d+ ms")));
    assertThat(workload("{memory: {levels: [1, 5], settle: 200ms}}"))
        .isEqualTo(new Workload.Memory(List.of(1, 5), Duration.ofMillis(200)));
    assertThat(workload("{memory: {levels: [1]}}"))
        .isEqualTo(new Workload.Memory(List.of(1), Duration.ofSeconds(2)));
    assertThat(workload("{density: {most: 40, step: 10, start: 2s, settle: 1s, reserve: 2Gi}}"))
        .isEqualTo(
            new Workload.Density(
                40, 10, Duration.ofSeconds(2), Duration.ofSeconds(1), Optional.of(2L << 30)));
    assertThat(workload("{density: {most: 3}}"))
        .isEqualTo(
            new Workload.Density(
                3, 3, Duration.ofSeconds(5), Duration.ofSeconds(2), Optional.empty()));
    assertThat(workload("{jmh: {benchmarks: [syscall, cpu], profile: thorough}}"))
        .isEqualTo(new Workload.Jmh(List.of("syscall", "cpu"), Profile.THOROUGH));
    assertThat(workload("{working: {loads: [cache, idle], hold: 1m}}"))
        .isEqualTo(new Workload.Working(List.of(Load.CACHE, Load.IDLE), Duration.ofMinutes(1)));
    assertThat(workload("{working: {loads: [network]}}"))
        .isEqualTo(new Workload.Working(List.of(Load.NETWORK), Duration.ofSeconds(5)));
    assertThat(workload("{jmh: {benchmarks: [cpu]}}"))
        .isEqualTo(new Workload.Jmh(List.of("cpu"), Profile.NORMAL));
    assertThat(workload("{network: {flows: 8, duration: 1m, rate: 50}}"))
        .isEqualTo(
            new Workload.Network(
                8,
                Duration.ofMinutes(1),
                50,
                List.of(NetworkPart.TX, NetworkPart.LATENCY),
                Optional.empty(),
                PeerNode.SAME,
                false));
    assertThat(workload("{network: {}}"))
        .isEqualTo(
            new Workload.Network(
                1,
                Duration.ofSeconds(10),
                500,
                List.of(NetworkPart.TX, NetworkPart.LATENCY),
                Optional.empty(),
                PeerNode.SAME,
                false));
    assertThat(workload("{network: {parts: [latency, rx], peer: runc, cpu: true}}"))
        .isEqualTo(
            new Workload.Network(
                1,
                Duration.ofSeconds(10),
                500,
                List.of(NetworkPart.RX, NetworkPart.LATENCY),
                Optional.of("runc"),
                PeerNode.SAME,
                true));
    assertThat(((Workload.Network) workload("{network: {peer-node: other}}")).peerNode())
        .isEqualTo(PeerNode.OTHER);
    assertThat(workload("{network: {peer: same, peer-node: same}}"))
        .isEqualTo(workload("{network: {}}"));
    assertThat(workload("{cpu: {}}")).isEqualTo(new Workload.Cpu(5, Duration.ofMinutes(1)));
    assertThat(workload("{cpu: {pods: 2, idle: 10s}}"))
        .isEqualTo(new Workload.Cpu(2, Duration.ofSeconds(10)));
  }

  @Test
  void thePodHasItsLimitsRequestAndOverlay() {
    Scenario scenario =
        parse(
            Texts.with(
                """
                pod:
                  resources: {cpu: 2, memory: 1Gi, cpu-request: 500m}
                  seccomp: runtime-default
                  overlay:
                    metadata: {labels: {team: platform}, annotations: {example.org/a: b}}
                    spec: {imagePullSecrets: [{name: registry.key}]}
                """));

    assertThat(scenario.cases().getFirst().pod())
        .isEqualTo(
            new Pod(
                2,
                1L << 30,
                500,
                Seccomp.RUNTIME_DEFAULT,
                Map.of(
                    "metadata",
                    Map.of(
                        "labels", Map.of("team", "platform"),
                        "annotations", Map.of("example.org/a", "b")),
                    "spec",
                    Map.of("imagePullSecrets", List.of(Map.of("name", "registry.key"))))));
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
