package dev.tare.target.kubernetes;

import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.pods.HandlerClaim;
import dev.tare.target.pods.Overhead;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The RuntimeClasses of a cluster, by name. */
record RuntimeClasses(List<RuntimeClass> all) {
  /** A label of RuntimeClasses, as Tare's own cluster sets it; {@code "true"} is its one value. */
  static final String VARIANT = "tare.dev/variant";

  RuntimeClasses {
    all =
        all.stream()
            .sorted(Comparator.comparing(runtime -> runtime.getMetadata().getName()))
            .toList();
  }

  static RuntimeClasses of(Cluster cluster) {
    try {
      return new RuntimeClasses(cluster.client().runtimeClasses().list().getItems());
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("listing the RuntimeClasses", e);
    }
  }

  /** Each as a runtime of its name; a pod's {@code runtimeClassName} is the runtime's handler. */
  List<RuntimeSpec> offered() {
    return all.stream()
        .map(
            runtime ->
                new RuntimeSpec(
                    runtime.getMetadata().getName(),
                    runtime.getMetadata().getName(),
                    Optional.empty(),
                    Map.of(),
                    HandlerClaim.of(runtime.getHandler(), "")))
        .toList();
  }

  /** Names of those that bear the label of a variant: a run takes them only when it names them. */
  Set<String> variants() {
    return all.stream()
        .filter(RuntimeClasses::isVariant)
        .map(runtime -> runtime.getMetadata().getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean isVariant(RuntimeClass runtime) {
    Map<String, String> labels =
        Optional.ofNullable(runtime.getMetadata().getLabels()).orElse(Map.of());
    return "true".equals(labels.get(VARIANT));
  }

  /** The class of a runtime; empty for the default runtime, or when there is none of that name. */
  Optional<RuntimeClass> of(RuntimeSpec runtime) {
    return all.stream()
        .filter(candidate -> candidate.getMetadata().getName().equals(runtime.handler()))
        .findFirst();
  }

  /** What a runtime claims to be by its class's handler. */
  Expectation claim(RuntimeSpec runtime) {
    return HandlerClaim.of(handler(runtime), "");
  }

  /** Its class's handler, as the nodes' runtime knows it; empty for the default one. */
  String handler(RuntimeSpec runtime) {
    return of(runtime).map(RuntimeClass::getHandler).orElse("");
  }

  /** What its class says: the handler and the declared overhead. */
  Map<String, String> versions(RuntimeSpec runtime) {
    Map<String, String> versions = new TreeMap<>();
    of(runtime)
        .ifPresent(
            runtimeClass -> {
              versions.put("handler", runtimeClass.getHandler());
              if (runtimeClass.getOverhead() != null
                  && runtimeClass.getOverhead().getPodFixed() != null) {
                runtimeClass
                    .getOverhead()
                    .getPodFixed()
                    .forEach(
                        (resource, amount) ->
                            versions.put("overhead.podFixed." + resource, amount.toString()));
              }
            });
    return versions;
  }

  /** What its class declares for the sandbox itself. */
  Overhead overhead(RuntimeSpec runtime) {
    Map<String, Quantity> declared =
        of(runtime)
            .map(RuntimeClass::getOverhead)
            .map(overhead -> overhead.getPodFixed())
            .orElse(Map.of());
    return new Overhead(amount(declared.get("cpu"), 1000), amount(declared.get("memory"), 1));
  }

  private static long amount(@Nullable Quantity quantity, int parts) {
    return quantity == null
        ? 0
        : quantity.getNumericalAmount().multiply(BigDecimal.valueOf(parts)).longValue();
  }

  /** What any of them tolerates: so that the control may run where the sandboxes do. */
  List<Toleration> tolerations(List<RuntimeSpec> runtimes) {
    return runtimes.stream().flatMap(runtime -> tolerations(runtime).stream()).distinct().toList();
  }

  List<Toleration> tolerations(RuntimeSpec runtime) {
    return of(runtime)
        .map(RuntimeClass::getScheduling)
        .map(scheduling -> scheduling.getTolerations())
        .orElse(List.of());
  }

  /** The labels that a node must have for a runtime. */
  Map<String, String> selector(RuntimeSpec runtime) {
    return of(runtime)
        .map(RuntimeClass::getScheduling)
        .map(scheduling -> scheduling.getNodeSelector())
        .orElse(Map.of());
  }
}
