package dev.tare.target.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;

/** By these labels what Tare made in a cluster is found again. */
final class RunLabels {
  static final String RUN = "tare.dev/run";

  /** Of all that Tare makes. */
  static final Map<String, String> MANAGED = Map.of("app.kubernetes.io/managed-by", "tare");

  private RunLabels() {}

  /** Of all that it makes for a run. */
  static Map<String, String> of(String run) {
    Map<String, String> labels = new LinkedHashMap<>(MANAGED); // whose order manifests keep
    labels.put(RUN, run);
    return labels;
  }
}
