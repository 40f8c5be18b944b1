package dev.tare.target.cri;

import dev.tare.observe.Observer;
import dev.tare.observe.Sandbox;
import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One pod that is asked what it is, before anything is measured. */
final class ReceiptRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CriNode node;
  private final CriTargetConfig config;
  private final Observer observer;

  ReceiptRun(CriNode node, CriTargetConfig config, Observer observer) {
    this.node = node;
    this.config = config;
    this.observer = observer;
  }

  Receipt take(RuntimeSpec runtime, Pod shape) throws InterruptedException {
    String name =
        "tare-" + config.run().substring(config.run().length() - 4) + "-receipt-" + runtime.name();
    CriPod pod =
        new CriPod(
            node,
            new PodRequest(
                name, config.run(), runtime, shape, config.image(), PayloadCommands.IDLE, LIMIT),
            new Marks(node.clock().nanoTime()));
    try {
      pod.start();
      node.learnHostAddress(pod.address());
      Map<String, String> inside = parse(pod.exec(PayloadCommands.RECEIPT));
      return receipt(pod, inside, processes(pod.sandbox()));
    } catch (PodFailure e) {
      return refused(runtime, "it starts no pod: " + e.during() + ": " + e.cause());
    } finally {
      pod.remove();
    }
  }

  private Receipt receipt(CriPod pod, Map<String, String> inside, List<ProcessMemory> processes) {
    RuntimeSpec runtime = pod.request().runtime();
    PodKernel kernel = PodKernel.of(inside, PodKernel.Host.read());
    Expectation claim = node.handlers().claim(runtime.handler());
    Expectation expected =
        new Expectation(
            runtime.expect().sandbox().or(claim::sandbox), runtime.expect().hypervisor());
    return new Receipt(
        runtime.name(),
        runtime.handler(),
        kernel.label(),
        kernel.description(),
        PodTerms.of(inside, pod.request().shape(), holds(pod, processes)),
        versions(runtime),
        List.of(),
        kernel.refusal(expected, processes).orElse(""));
  }

  /** Whether all that computes for the pod is in the cgroup that carries its limits. */
  private static boolean holds(CriPod pod, List<ProcessMemory> processes) {
    Set<Component> computing =
        Set.of(Component.WORKLOAD, Component.SENTRY, Component.STUB, Component.VMM);
    return !pod.cgroup().isEmpty()
        && processes.stream()
            .filter(process -> computing.contains(process.component()))
            .allMatch(process -> process.cgroup().startsWith(pod.cgroup()));
  }

  private Map<String, String> versions(RuntimeSpec runtime) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put(
        node.endpoint().version().getRuntimeName(),
        node.endpoint().version().getRuntimeVersion());
    String type = node.handlers().byName().getOrDefault(runtime.handler(), "");
    if (!type.isEmpty()) {
      versions.put("runtime type", type);
    }
    return versions;
  }

  private List<ProcessMemory> processes(Sandbox sandbox) {
    return observer.memory(List.of(sandbox)).stream()
        .filter(Reading.ProcessTree.class::isInstance)
        .map(Reading.ProcessTree.class::cast)
        .flatMap(tree -> tree.processes().stream())
        .toList();
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> values.putIfAbsent(pair[0], pair[1]));
    return values;
  }

  private static Receipt refused(RuntimeSpec runtime, String why) {
    return new Receipt(
        runtime.name(), runtime.handler(), "", "", Map.of(), Map.of(), List.of(), why);
  }
}
