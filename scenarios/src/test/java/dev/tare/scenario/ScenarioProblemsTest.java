package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.scenario.yaml.Position;
import dev.tare.scenario.yaml.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioProblemsTest {

  private static List<Problem> problems(String text) {
    return catchThrowableOfType(
            ScenarioException.class, () -> ScenarioLoader.parse("test.yaml", text))
        .problems();
  }

  private static List<String> lines(String text) {
    return problems(text).stream().map(Problem::toString).toList();
  }

  @Test
  void anArrayThatIsLargerThanCachesNeedsRoom() {
    String text = Texts.workload("{jmh: {benchmarks: [bandwidth]}}");

    assertThat(ScenarioLoader.parse("test.yaml", text).cases()).hasSize(1);
    assertThat(lines(text + "pod: {resources: {memory: 128Mi}}\n"))
        .singleElement()
        .asString()
        .contains("the group \"bandwidth\" needs pod.resources.memory of at least 224Mi");
  }

  @Test
  void everyProblemIsReportedAtOnceInTheOrderOfTheFile() {
    String text =
        Texts.only(
            "scenario: Startup Time",
            "qestion: How long?",
            "workloads:",
            "  one:",
            "    startup: {arival: {serial: 5}}",
            "  two: {serving: {}}",
            "design: {rounds: many, aa: yes}");

    assertThat(lines(text))
        .containsExactly(
            "test.yaml:1:1: \"question\" is missing; for example question: How long until a pod"
                + " answers?",
            "test.yaml:1:11: scenario: expected a name of a-z, 0-9 and - with at most 63 letters,"
                + " found \"Startup Time\"",
            "test.yaml:2:1: qestion: unknown key; did you mean \"question\"?",
            "test.yaml:5:14: workloads.one.startup: \"arrival\" is missing; for example arrival:"
                + " {serial: 10}",
            "test.yaml:5:15: workloads.one.startup.arival: unknown key; did you mean \"arrival\"?",
            "test.yaml:6:9: workloads.two.serving: unknown key; valid: startup, memory, density,"
                + " working, jmh, cpu, network, command",
            "test.yaml:7:18: design.rounds: expected a whole number from 1 to 200, found \"many\"",
            "test.yaml:7:28: design.aa: expected true or false, found \"yes\"");
  }

  @Test
  void aProblemHasItsPartsForMachines() {
    assertThat(problems(Texts.with("desing: {}")))
        .containsExactly(
            new Problem(
                "test.yaml",
                new Position(7, 1),
                "desing",
                "unknown key",
                "did you mean \"design\"?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {serving: {levels: [1]}}                     | serving: unknown key
          {interference: {}}                           | interference: unknown key
          {pipes: {run: [fio]}}                        | pipes: unknown key
          {startup: {arrival: {opn: 3}}}               | opn: unknown key; did you mean "open"?
          {startup: {arrival: {open: 3}}}              | expected a mapping, found the number 3
          {startup: {arrival: {open: {for: 30s}}}}     | "rate" is missing; for example rate: 2/s
          {startup: {arrival: {open: {rate: 2/s}}}}    | "for" is missing; for example for: 30s
          {startup: {arrival: {open: {rate: 2, for: 5s}}}}     | such as 2/s or 30/m, found the number 2
          {startup: {arrival: {open: {rate: 90/s, for: 30s}}}} | 2700 pods arrive, and 500 are the most
          {startup: {arrival: {open: {rate: 1/m, for: 5m}}}}   | the pods of one arrive for 5m, and a trial fails after 5m
          {startup: {arrival: {serial: 1}, ready: {}}}              | empty; write one of tcp, http, log
          {startup: {arrival: {serial: 1}, image: a, ready: {tcp: 65536}}} | from 1 to 65535
          {startup: {arrival: {serial: 1}, image: a, ready: {http: {port: 80, path: up}}}} | that begins with /
          {startup: {arrival: {serial: 1}, ready: {log: "a("}}}     | no regular expression: Unclosed group
          {startup: {arrival: {}}}                     | empty; write one of serial, burst, open
          {startup: {arrival: {serial: 1, burst: 1}}}  | serial and burst stand together
          {startup: {arrival: {serial: 0}}}            | from 1 to 500, found the number 0
          {startup: {arrival: {serial: 1.5}}}          | found the number 1.5
          {startup: {arrival: {serial: 0x10}}}         | found the number 0x10
          {startup: {arrival: {serial: 99999999999}}}  | found the number 99999999999
          {startup: {arrival: {serial: five}}}         | found "five"
          {startup: {arrival: {serial: 5}, ready: x}}  | one of home-call, first-output, or a mapping
          {startup: {arrival: 5}}                      | expected a mapping, found the number 5
          {startup: {arrival: {serial: 5}, image: x}}  | only Tare's own payload calls home
          {startup: {arrival: {serial: 1}, ready: {tcp: 80}}}       | Tare's own payload opens no port
          {startup: {arrival: {serial: 1}, command: [a], ready: first-output}} | a command needs an image
          {memory: {levels: []}}                       | expected 1 to 32 levels, found 0
          {memory: {levels: [5, 1]}}                   | levels ascend, and 1 is not above 5
          {memory: {levels: 5}}                        | expected a list, found the number 5
          {memory: {levels: [1], settle: 0s}}          | expected a duration
          {memory: {levels: [1], settle: 3}}           | found the number 3
          {density: {}}                                | "most" is missing; for example most: 60
          {density: {most: 5, step: 6}}                | a step of 6 pods goes beyond the most, 5
          {density: {most: 5, reserve: 64Mi}}          | expected memory from 128Mi to 1024Gi
          {jmh: {benchmarks: [sycall]}}                | expected one of syscall, handover, paging, bandwidth, exec, file, cpu, found "sycall"
          {jmh: {benchmarks: [cpu, cpu]}}              | the group "cpu" stands here twice
          {jmh: {benchmarks: [cpu], profile: fast}}    | expected one of quick, normal, thorough
          {network: {duration: 1500ms}}                | expected whole seconds, found 1500ms
          {network: {duration: 10m, rate: 100000}}     | more than 1000000 requests
          {network: {parts: [tx, tx]}}                 | the part stands here twice
          {network: {parts: []}}                       | expected 1 to 5 parts, found 0
          {network: {parts: [udp]}}                    | expected one of tx, rx, packets, connections, latency, found "udp"
          {network: {peer: ru nc}}                     | expected a runtime's name, such as runc
          {network: {cpu: yes}}                        | expected true or false, found "yes"
          {cpu: {idle: 500ms}}                         | expected a duration from 1s to 1h
          {network: }                                  | expected a mapping, found nothing
          {}                                           | empty; write one of startup, memory, density, working, jmh, cpu, network, command
          {memory: {levels: [1]}, network: {}}         | memory and network stand together
          """)
  void aWorkloadThatCannotBeIsRefused(String workload, String message) {
    assertThat(lines(Texts.workload(workload))).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runtimes: [runc, gvisor, runc]                      | the runtime "runc" stands here twice
          runtimes: ["*", runc]                               | so it stands alone
          runtimes: [runc#aa]                                 | found "runc#aa"
          runtimes: []                                        | expected 1 to 32 runtimes, found 0
          runtimes: runc                                      | expected a list, found "runc"
          runtimes: [{handler: x}]                            | "name" is missing
          runtimes: [{name: default, handler: x}]             | means no handler at all
          runtimes: [{name: a, cri: /run/x.sock}]             | expected a socket, such as unix://
          runtimes: [{name: a, annotations: {b: 1}}]          | expected text, found the number 1
          runtimes: [{name: a, annotations: {"b c": d}}]      | not a qualified name
          runtimes: [{name: a, expect: {sandbox: vms}}]       | one of host, userspace-kernel, vm
          pod: {resources: {cpu: 500m}}                       | expected a whole number from 1 to 256
          pod: {resources: {memory: 256}}                     | such as 256Mi, found the number 256
          pod: {resources: {memory: 256MB}}                   | such as 256Mi, found "256MB"
          pod: {resources: {memory: 2000Gi}}                  | found "2000Gi"
          pod: {resources: {cpu-request: 1500m}}              | above the limit of 1 CPU
          pod: {resources: {cpu-request: 0}}                  | such as 500m or 1, found the number 0
          pod: {overlay: {spec: {nodeName: x}}}               | pod.overlay.spec.nodeName: unknown key
          design: {rounds: 0}                                 | from 1 to 200
          design: {seed: -1}                                  | found the number -1
          limits: {start: 60}                                 | such as 60s, found the number 60
          limits: {trial: 30s}                                | end after 30s, before its pods'
          limits: {start: 0s}                                 | expected a duration from 1s to 1h
          matrix: {design.rounds: [1, 2]}                     | nothing to vary at this path
          matrix: {pod.resources.cpu: [1, 1]}                 | the value stands here twice
          matrix: {pod.resources.cpu: [[1]]}                  | expected a single value
          matrix: {pod.resources.cpu: []}                     | expected 1 to 32 values, found 0
          matrix: {pod.resources.cpu: 2}                      | expected a list, found the number 2
          design:                                             | expected a mapping, found nothing
          """)
  void aPartThatCannotBeIsRefused(String part, String message) {
    assertThat(lines(Texts.with(part))).singleElement().asString().contains(message);
  }

  @Test
  void aControlThatIsNotAmongTheRuntimesIsAnsweredWithTheNearest() {
    assertThat(lines(Texts.with("runtimes: [runc, gvisor]\ndesign: {control: gvizor}")))
        .containsExactly(
            "test.yaml:8:19: design.control: \"gvizor\" is not among the runtimes; "
                + "did you mean \"gvisor\"?");
  }

  @Test
  void aControlAmongEveryRuntimeIsLeftToTheTarget() {
    Scenario scenario =
        ScenarioLoader.parse(
            "test.yaml", Texts.with("runtimes: [\"*\"]\ndesign: {control: gvizor}"));

    assertThat(scenario.design().control()).contains("gvizor");
  }

  @Test
  void aWorkloadsNameIsALabel() {
    assertThat(lines(Texts.with("").replace("serial:", "Serial_1:")))
        .first()
        .asString()
        .contains("workloads.Serial_1: a workload's name has a-z, 0-9 and -");
  }

  @Test
  void aForgottenSpaceIsExplained() {
    assertThat(lines(Texts.with("design: {rounds:5}")))
        .containsExactly(
            "test.yaml:7:10: design.rounds:5: unknown key; put a space after the colon");
  }
}
