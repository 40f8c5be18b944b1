package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The node's CPU time per gigabit, in nanoseconds: what its CPUs were busy beyond what they were
 * before the first part, cut twice: by what the kernel ran, and by whose it is. Where the first is
 * counted by what a tick met, softirqs that ran in a pod's own threads are in both the pod's share
 * and {@code softirq}, so the two cuts do not add up to more than the whole. And what a request
 * takes of the pod under test.
 */
final class NetworkCpu {
  private static final double GIGABIT = 1e9 / 8;

  /**
   * Both pods' exact time may exceed the node's, which is counted by ticks, by this share of it.
   */
  private static final double CONTRADICTION = 0.1;

  /** Where nobody sees the pods' own time, no more than so many CPUs may be busy beforehand. */
  private static final double UNSEEN_MARGIN = 0.25;

  /** A part of the client, what its document calls it, and its metrics' first words. */
  private static final Map<String, List<String>> STREAMS = streams();

  private static Map<String, List<String>> streams() {
    Map<String, List<String>> streams = new LinkedHashMap<>();
    streams.put("tx", List.of("one_flow", "network.tx_cpu."));
    streams.put("tx-many", List.of("many_flows", "network.tx_many_cpu."));
    streams.put("rx", List.of("one_flow_rx", "network.rx_cpu."));
    streams.put("rx-many", List.of("many_flows_rx", "network.rx_many_cpu."));
    return streams;
  }

  private final String peer;
  private final String pod;
  private final CpuWindow baseline;
  private final List<Sample> samples = new ArrayList<>();

  private NetworkCpu(List<PodOutcome> pods, CpuWindow baseline) {
    // The server is started first.
    this.peer = pods.getFirst().pod();
    this.pod = pods.getLast().pod();
    this.baseline = baseline;
  }

  /** None where nobody saw the node; what nobody saw of it is left out. */
  static List<Sample> samples(TrialResult result, JsonNode document) throws BadMeasurement {
    Optional<CpuWindow> baseline = CpuWindow.of(result, "baseline");
    if (baseline.isEmpty()) {
      return List.of();
    }
    NetworkCpu cpu = new NetworkCpu(result.pods(), baseline.get());
    cpu.quiet();
    for (Map.Entry<String, List<String>> stream : STREAMS.entrySet()) {
      Optional<CpuWindow> window = CpuWindow.of(result, stream.getKey());
      if (window.isPresent()) {
        String key = stream.getValue().getFirst();
        double bytes = Documents.positive(document.path(key), "moved_bytes", key);
        cpu.stream(window.get(), bytes / GIGABIT, stream.getValue().getLast());
      }
    }
    Optional<CpuWindow> latency = CpuWindow.of(result, "latency");
    if (latency.isPresent()) {
      JsonNode part = document.path("latency");
      double requests = Documents.positive(part, "requests", "latency");
      cpu.requests(
          latency.get(), requests + Documents.positive(part, "warmup_requests", "latency"));
    }
    return cpu.samples;
  }

  /** How many CPUs were busy before the first part. */
  private void quiet() {
    OptionalDouble busy = baseline.busy();
    if (busy.isPresent()) {
      samples.add(
          new Sample(
              new Metric("network.node_baseline", Metric.Unit.ONE, Metric.Direction.NEITHER),
              busy.getAsDouble() / baseline.nanos(),
              5 * CpuWindow.TICK / baseline.nanos()));
    }
  }

  private void stream(CpuWindow window, double gigabits, String name) {
    shares(window, gigabits, name);
    OptionalDouble busy = window.busy();
    OptionalDouble quiet = baseline.busy();
    if (busy.isEmpty() || quiet.isEmpty()) {
      return;
    }
    double node = busy.getAsDouble() - quiet.getAsDouble() * share(window);
    boolean both = window.stands(pod) && window.stands(peer);
    double pods = both ? of(window, pod) + of(window, peer) : 0;
    double error = window.outsideError(pod) + window.outsideError(peer) + 5 * CpuWindow.TICK;
    boolean pushedAside =
        both
            ? pods - node > error + CONTRADICTION * pods
            : quiet.getAsDouble() > UNSEEN_MARGIN * baseline.nanos();
    if (node <= 0 || pushedAside) {
      // What else ran was pushed aside, or ended: then the baseline was none, and no difference
      // from it says anything.
      return;
    }
    // The pods' time is exact: where they took more, by chance of the ticks, the node's lacks it.
    double missing = Math.max(0, pods - node);
    add(name + "node", node / gigabits, Math.max(5 * CpuWindow.TICK, missing) / gigabits);
    mode(window, gigabits, name + "user", "user", "nice");
    mode(window, gigabits, name + "system", "system");
    mode(window, gigabits, name + "softirq", "softirq");
    mode(window, gigabits, name + "irq", "irq");
    if (window.tells("steal")) {
      mode(window, gigabits, name + "steal", "steal");
    }
    if (both) {
      add(name + "rest", (node - pods) / gigabits, Math.max(error, missing) / gigabits);
    }
  }

  /** Whose it is, which needs no baseline. */
  private void shares(CpuWindow window, double gigabits, String name) {
    if (window.stands(pod)) {
      add(name + "pod", of(window, pod) / gigabits, window.outsideError(pod) / gigabits);
    }
    if (window.stands(peer)) {
      add(name + "peer", of(window, peer) / gigabits, window.outsideError(peer) / gigabits);
    }
    window
        .vhost(Set.of(pod, peer))
        .ifPresent(vhost -> add(name + "vhost", vhost / gigabits, 2 * CpuWindow.TICK / gigabits));
  }

  private double share(CpuWindow window) {
    return window.nanos() / baseline.nanos();
  }

  private void mode(CpuWindow window, double gigabits, String name, String... fields) {
    double nanos = 0;
    for (String field : fields) {
      nanos += window.node(field) - baseline.node(field) * share(window);
    }
    add(name, nanos / gigabits, fields.length * CpuWindow.TICK / gigabits);
  }

  private static double of(CpuWindow window, String pod) {
    return window.group(pod) + window.outside(pod);
  }

  private void requests(CpuWindow window, double count) {
    if (window.stands(pod)) {
      double thousands = count / 1_000;
      add("cpu_cost.requests", of(window, pod) / thousands, window.outsideError(pod) / thousands);
      add(
          "cpu_cost.requests.outside",
          window.outside(pod) / thousands,
          window.outsideError(pod) / thousands);
    }
  }

  private void add(String name, double nanos, double error) {
    samples.add(new Sample(Metric.duration(name), nanos, error));
  }
}
