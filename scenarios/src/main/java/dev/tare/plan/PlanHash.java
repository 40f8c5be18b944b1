package dev.tare.plan;

import dev.tare.scenario.Arrival;
import dev.tare.scenario.Case;
import dev.tare.scenario.CommandServer;
import dev.tare.scenario.Program;
import dev.tare.scenario.Ready;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.StatedMetric;
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
    if (trial.workload().workload() instanceof Workload.Startup startup
        && startup.arrival() instanceof Arrival.Open) {
      field(trial.seed());
    }
    trial.peer().ifPresent(this::runtime);
    field(trial.peerNode());
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
        field(startup.arrival().label());
        field(startup.arrival().pods());
        if (startup.arrival() instanceof Arrival.Open open) {
          field(open);
        }
        field(ready(startup.ready()));
        startup.program().ifPresent(this::program);
      }
      case Workload.Memory memory -> {
        field(memory.levels());
        field(memory.settle());
      }
      case Workload.Density density -> {
        field(density.most());
        field(density.step());
        field(density.start());
        field(density.settle());
        field(density.reserve().map(String::valueOf).orElse(""));
      }
      case Workload.Working working -> {
        field(working.loads());
        field(working.hold());
      }
      case Workload.Jmh jmh -> {
        field(jmh.benchmarks());
        field(jmh.profile());
      }
      case Workload.Cpu cpu -> {
        field(cpu.pods());
        field(cpu.idle());
      }
      case Workload.Network network -> {
        field(network.flows());
        field(network.duration());
        field(network.rate());
        field(network.parts());
        field(network.peerNode());
        field(network.cpu());
      }
      case Workload.Command command -> {
        command.programs().forEach(this::program);
        field(command.server().flatMap(CommandServer::ready).orElse(""));
        field(command.server().map(server -> server.port().orElse(0)).orElse(0));
        field(command.parser());
        field(command.metrics().size());
        command.metrics().forEach(this::metric);
      }
    }
  }

  /** The words of a scenario file where there are such. */
  private static Object ready(Ready ready) {
    return switch (ready) {
      case Ready.HomeCall _ -> "HOME_CALL";
      case Ready.FirstOutput _ -> "FIRST_OUTPUT";
      case Ready.Asked asked -> asked;
      case Ready.Log log -> log;
    };
  }

  private void program(Program program) {
    field(program.image());
    field(program.command().size());
    program.command().forEach(this::field);
  }

  private void metric(StatedMetric metric) {
    field(metric.name());
    field(metric.at());
    field(metric.unit());
    field(metric.better());
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
