package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, which guides editors, and the loader, which decides, accept and refuse the same. */
class SchemaTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Catalog.schema());

  static List<String> names() {
    return Catalog.names();
  }

  private static boolean schemaAccepts(String text) {
    return SCHEMA.validate(text, InputFormat.YAML).isEmpty();
  }

  private static boolean loaderAccepts(String text) {
    try {
      ScenarioLoader.parse("test.yaml", text);
      return true;
    } catch (ScenarioException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCatalogFileIsValid(String name) {
    assertThat(SCHEMA.validate(Catalog.text(name), InputFormat.YAML)).isEmpty();
  }

  @Test
  void theStarterIsValid() {
    assertThat(SCHEMA.validate(Catalog.starter("mine"), InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runtimes: [runc, {name: kata, handler: kata-qemu, cri: \"unix:///x\", annotations: {a/b:"
            + " c}}]",
        "runtimes: [default, {name: v, expect: {sandbox: vm, hypervisor: qemu}}]",
        "runtimes: [\"*\"]",
        "runtimes: [\"runc*\", \"kata-*\", {name: kata-*-equalised, handler: kata-*}]",
        "pod: {}",
        "pod: {resources: {cpu: 4, memory: 1Gi, cpu-request: 2}}",
        "pod: {resources: {cpu-request: \"1\"}}",
        "pod: {overlay: {metadata: {labels: {team: platform}}}}",
        "design: {rounds: 200, seed: 0, control: runc, aa: true, warmups: 0}",
        "limits: {start: 500s, trial: 24h}",
        "limits: {}",
        "matrix: {}",
        "matrix: {pod.resources.memory: [64Mi, 1Gi], pod.resources.cpu: [1, 2]}",
        "matrix: {workloads.serial.startup.ready: [home-call, first-output]}",
      })
  void goodPartsAreAcceptedByBoth(String part) {
    assertThat(schemaAccepts(Texts.with(part))).as("schema").isTrue();
    assertThat(loaderAccepts(Texts.with(part))).as("loader").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{startup: {arrival: {serial: 500}, ready: first-output}}",
        "{startup: {arrival: {open: {rate: 2/s, for: 30s}}}}",
        "{startup: {arrival: {open: {rate: 30/m, for: 4m, spacing: constant, together: 500}}}}",
        "{startup: {arrival: {serial: 1}, image: tools, ready: {tcp: 8080}}}",
        "{startup: {arrival: {serial: 1}, image: a/b:1, ready: {http: {port: 80}}}}",
        "{startup: {arrival: {burst: 1}, image: a, command: [b], ready: {http: {port: 80, path:"
            + " /up, status: 204}}}}",
        "{startup: {arrival: {serial: 1}, image: a, ready: first-output}}",
        "{startup: {arrival: {serial: 1}, ready: {log: 'Started .* in'}}}",
        "{memory: {levels: [1, 2, 500], settle: 100ms}}",
        "{jmh: {benchmarks: [cpu, syscall], profile: quick}}",
        "{jmh: {benchmarks: [handover, paging, bandwidth, exec, file]}}",
        "{working: {loads: [idle, cache, allocate, files, network], hold: 3s}}",
        "{working: {loads: [network]}}",
        "{density: {most: 3}}",
        "{density: {most: 500, step: 500, start: 100ms, settle: 10m, reserve: 1024Gi}}",
        "{network: {}}",
        "{network: {flows: 128, duration: 1s, rate: 1000000}}",
        "{network: {parts: [rx, tx, packets, connections, latency], peer: kata-qemu, cpu: true}}",
        "{network: {peer: same, cpu: false}}",
        "{cpu: {}}",
        "{cpu: {pods: 1, idle: 1s}}",
        "{cpu: {pods: 500, idle: 60m}}",
        "{command: {image: tools, parser: fio}}",
        "{command: {image: 'r.example:5000/a/b:1.2', command: [a, '1'], parser: stress-ng, takes:"
            + " 1s}}",
        "{command: {image: tools, command: [a, '{server}'], server: {port: 80}, parser: wrk}}",
        "{command: {image: tools, command: [a, '{server}'], server: {image: b, command: [c],"
            + " ready: Ready}, parser: redis-benchmark}}",
        "{command: {image: tools, parser: json, metrics: [{name: a_1, pointer: /a/0, unit: KiB/s,"
            + " better: higher}, {name: b, pointer: /b~1c, unit: '%', better: neither}]}}",
        "{command: {image: tools, parser: regex, metrics: [{name: a, pattern: 'a: (.*)', unit: ms,"
            + " better: lower}]}}",
      })
  void goodWorkloadsAreAcceptedByBoth(String workload) {
    assertThat(schemaAccepts(Texts.workload(workload))).as("schema").isTrue();
    assertThat(loaderAccepts(Texts.workload(workload))).as("loader").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown: 1",
        "runtimes: []",
        "runtimes: runc",
        "runtimes: [\"*\", runc]",
        "runtimes: [kata-*-*]",
        "runtimes: [{name: kata, handler: kata-*}]",
        "runtimes: [{name: kata-*, handler: kata}]",
        "runtimes: [{name: kata-*, cri: \"unix:///x\"}]",
        "runtimes: [Runc]",
        "runtimes: [runc#aa]",
        "runtimes: [5]",
        "runtimes: [{handler: runc}]",
        "runtimes: [{name: default, handler: runc}]",
        "runtimes: [{name: a, cri: /run/x}]",
        "runtimes: [{name: a, annotations: {b: 1}}]",
        "runtimes: [{name: a, annotations: {\"b c\": d}}]",
        "runtimes: [{name: a, expect: {sandbox: vms}}]",
        "runtimes: [{name: a, expects: {}}]",
        "pod: 5",
        "pod: {memory: 1Gi}",
        "pod: {resources: {cpu: 500m}}",
        "pod: {resources: {cpu: 0}}",
        "pod: {resources: {memory: 256}}",
        "pod: {resources: {memory: 256MB}}",
        "pod: {resources: {cpu-request: 0}}",
        "pod: {overlay: {spec: {nodeName: x}}}",
        "pod: {overlay: {metadata: {labels: {a: true}}}}",
        "design: {rounds: 0}",
        "design: {rounds: 201}",
        "design: {rounds: 1.5}",
        "design: {rounds: \"5\"}",
        "design: {seed: -1}",
        "design: {aa: 1}",
        "design: {aa: \"true\"}",
        "design: {warmups: 51}",
        "design: {candidate: x}",
        "limits: {start: 60}",
        "limits: {start: 0s}",
        "limits: {start: 1d}",
        "matrix: {design.rounds: [1]}",
        "matrix: {pod.resources: [1]}",
        "matrix: {pod.resources.cpu: []}",
        "matrix: {pod.resources.cpu: 1}",
        "matrix: {pod.resources.cpu: [1, 1]}",
        "matrix: {pod.resources.cpu: [[1]]}",
        "design:",
      })
  void badPartsAreRefusedByBoth(String part) {
    assertThat(schemaAccepts(Texts.with(part))).as("schema").isFalse();
    assertThat(loaderAccepts(Texts.with(part))).as("loader").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{working: {}}",
        "{working: {loads: []}}",
        "{working: {loads: [cache, cache]}}",
        "{working: {loads: [disk]}}",
        "{working: {loads: [idle], hold: 5}}",
        "{}",
        "5",
        "{density: {}}",
        "{density: {most: 0}}",
        "{density: {most: 501}}",
        "{density: {most: 5, step: 0}}",
        "{density: {most: 5, start: 5}}",
        "{density: {most: 5, reserve: 5%}}",
        "{density: {most: 5, levels: [1]}}",
        "{startup: {arrival: {serial: 1}}, network: {}}",
        "{startup: {}}",
        "{startup: {arrival: {}}}",
        "{startup: {arrival: {open: 5}}}",
        "{startup: {arrival: {serial: 1, burst: 1}}}",
        "{startup: {arrival: {serial: 0}}}",
        "{startup: {arrival: {serial: 501}}}",
        "{startup: {arrival: {open: {rate: 2/s}}}}",
        "{startup: {arrival: {open: {for: 2s}}}}",
        "{startup: {arrival: {open: {rate: 2, for: 30s}}}}",
        "{startup: {arrival: {open: {rate: 2/h, for: 30s}}}}",
        "{startup: {arrival: {open: {rate: 2/s, for: 30s, spacing: uniform}}}}",
        "{startup: {arrival: {open: {rate: 2/s, for: 30s, together: 501}}}}",
        "{startup: {arrival: {open: {rate: 2/s, for: 30s}, serial: 1}}}",
        "{startup: {arrival: {serial: 1}, ready: tcp}}",
        "{startup: {arrival: {serial: 1}, ready: {}}}",
        "{startup: {arrival: {serial: 1}, ready: {tcp: 0}}}",
        "{startup: {arrival: {serial: 1}, ready: {tcp: 80, log: x}}}",
        "{startup: {arrival: {serial: 1}, ready: {http: {}}}}",
        "{startup: {arrival: {serial: 1}, ready: {http: {port: 80, path: up}}}}",
        "{startup: {arrival: {serial: 1}, ready: {http: {port: 80, status: 99}}}}",
        "{startup: {arrival: {serial: 1}, ready: {log: ''}}}",
        "{startup: {arrival: {serial: 1}, ready: [log]}}",
        "{startup: {arrival: {serial: 1}, imago: x}}",
        "{startup: {arrival: {serial: 1}, image: x}}",
        "{startup: {arrival: {serial: 1}, image: x, ready: home-call}}",
        "{startup: {arrival: {serial: 1}, command: [x], ready: first-output}}",
        "{startup: {arrival: {serial: 1}, ready: {tcp: 80}}}",
        "{memory: {}}",
        "{memory: {levels: []}}",
        "{memory: {levels: [0]}}",
        "{memory: {levels: [1], settle: 5}}",
        "{jmh: {}}",
        "{jmh: {benchmarks: []}}",
        "{jmh: {benchmarks: [sycall]}}",
        "{jmh: {benchmarks: [cpu, cpu]}}",
        "{jmh: {benchmarks: [cpu], profile: fast}}",
        "{network: }",
        "{network: {flows: 129}}",
        "{network: {parts: []}}",
        "{network: {parts: [tx, tx]}}",
        "{network: {parts: [udp]}}",
        "{network: {parts: tx}}",
        "{network: {peer: ru nc}}",
        "{network: {peer: [runc]}}",
        "{network: {cpu: yes}}",
        "{cpu: }",
        "{cpu: {pods: 0}}",
        "{cpu: {idle: 60}}",
        "{network: {rate: 0}}",
        "{network: {rate: 1000001}}",
        "{command: {image: tools}}",
        "{command: {parser: fio}}",
        "{command: {image: 'a b', parser: fio}}",
        "{command: {image: tools, command: [], parser: fio}}",
        "{command: {image: tools, command: [a, 1], parser: fio}}",
        "{command: {image: tools, command: a, parser: fio}}",
        "{command: {image: tools, parser: perl}}",
        "{command: {image: tools, parser: fio, takes: 5}}",
        "{command: {image: tools, parser: json}}",
        "{command: {image: tools, parser: json, metrics: []}}",
        "{command: {image: tools, parser: fio, metrics: [{name: a, pointer: /a, unit: s, better:"
            + " lower}]}}",
        "{command: {image: tools, parser: json, metrics: [{name: a, pattern: (a), unit: s, better:"
            + " lower}]}}",
        "{command: {image: tools, parser: regex, metrics: [{name: a, pointer: /a, unit: s, better:"
            + " lower}]}}",
        "{command: {image: tools, parser: json, metrics: [{name: a, pointer: a, unit: s, better:"
            + " lower}]}}",
        "{command: {image: tools, parser: json, metrics: [{name: A, pointer: /a, unit: s, better:"
            + " lower}]}}",
        "{command: {image: tools, parser: json, metrics: [{name: a, pointer: /a, unit: h, better:"
            + " lower}]}}",
        "{command: {image: tools, parser: json, metrics: [{name: a, pointer: /a, unit: s, better:"
            + " best}]}}",
        "{command: {image: tools, parser: json, metrics: [{name: a, pointer: /a, unit: s}]}}",
        "{command: {image: tools, command: ['{server}'], server: {}, parser: fio}}",
        "{command: {image: tools, command: ['{server}'], server: {port: 80, ready: a}, parser:"
            + " fio}}",
        "{command: {image: tools, command: ['{server}'], server: {port: 0}, parser: fio}}",
      })
  void badWorkloadsAreRefusedByBoth(String workload) {
    assertThat(schemaAccepts(Texts.workload(workload))).as("schema").isFalse();
    assertThat(loaderAccepts(Texts.workload(workload))).as("loader").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scenario: a\nquestion: b\n",
        "scenario: a\nquestion: b\nworkloads: {}\n",
        "scenario: A\nquestion: b\nworkloads: {a: {network: {}}}\n",
        "scenario: a\nquestion: ' '\nworkloads: {a: {network: {}}}\n",
        "scenario: a\nquestion: 5\nworkloads: {a: {network: {}}}\n",
        "scenario: a\nquestion: b\nworkloads: {A: {network: {}}}\n",
        "question: b\nworkloads: {a: {network: {}}}\n",
        "- a\n",
      })
  void badFilesAreRefusedByBoth(String text) {
    assertThat(schemaAccepts(text)).as("schema").isFalse();
    assertThat(loaderAccepts(text)).as("loader").isFalse();
  }
}
