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
        "{memory: {levels: [1, 2, 500], settle: 100ms}}",
        "{jmh: {benchmarks: [cpu, syscall], profile: quick}}",
        "{network: {}}",
        "{network: {flows: 128, duration: 1s, rate: 1000000}}",
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
        "pod: {overlay: {spec: {}}}",
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
        "{}",
        "5",
        "{density: {}}",
        "{startup: {arrival: {serial: 1}}, network: {}}",
        "{startup: {}}",
        "{startup: {arrival: {}}}",
        "{startup: {arrival: {open: 5}}}",
        "{startup: {arrival: {serial: 1, burst: 1}}}",
        "{startup: {arrival: {serial: 0}}}",
        "{startup: {arrival: {serial: 501}}}",
        "{startup: {arrival: {serial: 1}, ready: {http: {port: 80}}}}",
        "{startup: {arrival: {serial: 1}, image: x}}",
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
        "{network: {rate: 0}}",
        "{network: {rate: 1000001}}",
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
