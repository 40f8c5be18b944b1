package dev.tare.target;

import dev.tare.payload.Sha256;
import dev.tare.result.Fact;
import dev.tare.result.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How a node's kubelet is set, from what it answers to {@code /configz}. */
public final class KubeletFacts {
  /** How many pods the node takes. */
  public static final String MOST_PODS = "kubelet.max_pods";

  /** Name of the fact to the key of KubeletConfiguration, and whether runs must agree on it. */
  private static final Map<String, String> SETTINGS = settings();

  private KubeletFacts() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(MOST_PODS, "maxPods");
    settings.put("kubelet.cpu_manager", "cpuManagerPolicy");
    settings.put("kubelet.memory_manager", "memoryManagerPolicy");
    settings.put("kubelet.topology_manager", "topologyManagerPolicy");
    settings.put("kubelet.cgroup_driver", "cgroupDriver");
    return settings;
  }

  /**
   * From a configuration; a key that is missing is unknown.
   *
   * @param configz {@code {"kubeletconfig": {…}}}
   */
  public static List<Fact> of(JsonNode configz) {
    JsonNode config = configz.path("kubeletconfig");
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.known(
            "kubelet.config_sha256",
            Sha256.of(Json.LINE.writeValueAsString(config).getBytes(StandardCharsets.UTF_8)),
            false));
    SETTINGS.forEach(
        (name, key) -> {
          JsonNode value = config.path(key);
          facts.add(
              value.isMissingNode() || value.isNull()
                  ? Fact.unknown(name, "the kubelet's configuration has no " + key, true)
                  : Fact.known(name, value.asString(), true));
        });
    return facts;
  }

  /** The same where nobody tells. */
  public static List<Fact> unknown(String because) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.unknown("kubelet.config_sha256", because, false));
    SETTINGS.keySet().forEach(name -> facts.add(Fact.unknown(name, because, true)));
    return facts;
  }
}
