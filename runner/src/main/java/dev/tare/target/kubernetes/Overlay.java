package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays a scenario's partial manifest over a pod: mappings are merged, all else is put in place. */
final class Overlay {
  private Overlay() {}

  static Pod lay(Map<String, Object> overlay, Pod pod) {
    if (overlay.isEmpty()) {
      return pod;
    }
    Map<?, ?> plain = Serialization.unmarshal(Serialization.asJson(pod), Map.class);
    return Serialization.unmarshal(Serialization.asJson(merged(plain, overlay)), Pod.class);
  }

  private static Map<String, Object> merged(Map<?, ?> below, Map<?, ?> above) {
    Map<String, Object> merged = new LinkedHashMap<>();
    below.forEach((key, value) -> merged.put(String.valueOf(key), value));
    above.forEach(
        (key, value) ->
            merged.merge(
                String.valueOf(key),
                value,
                (old, more) ->
                    old instanceof Map<?, ?> lower && more instanceof Map<?, ?> upper
                        ? merged(lower, upper)
                        : more));
    return merged;
  }
}
