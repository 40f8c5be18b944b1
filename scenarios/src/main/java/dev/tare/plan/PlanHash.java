package dev.tare.plan;

import dev.tare.scenario.Arrival;
import dev.tare.scenario.Case;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Workload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a plan: SHA-256 over its trials, each field written with its length so that no
 * two lists of trials have one text.
 */
final class PlanHash {

  private final StringBuilder text = new StringBuilder();

  private PlanHash() {}

  static String of(List<Trial> trials) {
    PlanHash hash = new PlanHash();
    trials.forEach(hash::trial);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = hash.text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha.digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private void trial(Trial trial) {
    field(trial.id());
    field(trial.round());
    field(trial.position());
    field(trial.node());
    runtime(trial.runtime());
    workload(trial.workload());
    field(trial.warmups());
    field(trial.limits().start());
    field(trial.limits().trial());
  }

  private void runtime(RuntimeSpec runtime) {
    field(runtime.name());
    field(runtime.handler());
    field(runtime.cri().orElse(""));
    map(runtime.annotations());
    field(runtime.expect().sandbox().map(Enum::name).orElse(""));
    field(runtime.expect().hypervisor().orElse(""));
  }

  private void workload(Case workload) {
    field(workload.name());
    field(workload.pod().cpu());
    field(workload.pod().memory());
    field(workload.pod().cpuRequest());
    map(workload.pod().overlay());
    field(workload.workload().family());
    switch (workload.workload()) {
      case Workload.Startup startup -> {
        field(startup.arrival() instanceof Arrival.Burst ? "burst" : "serial");
        field(startup.arrival().pods());
        field(startup.ready());
      }
      case Workload.Memory memory -> {
        field(memory.levels());
        field(memory.settle());
      }
      case Workload.Jmh jmh -> {
        field(jmh.benchmarks());
        field(jmh.profile());
      }
      case Workload.Network network -> {
        field(network.flows());
        field(network.duration());
        field(network.rate());
      }
    }
  }

  private void map(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    field(sorted.size());
    sorted.forEach(
        (key, value) -> {
          field(key);
          if (value instanceof Map<?, ?> inner) {
            map(inner);
          } else {
            field(value);
          }
        });
  }

  private void field(Object value) {
    String written = String.valueOf(value);
    text.append(written.length()).append(':').append(written).append('\n');
  }
}
