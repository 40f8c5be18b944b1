package dev.tare.scenario;

import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code pod}: what is the same for every runtime. */
final class PodReader {

  private static final int MOST_CPUS = 256;
  private static final long LEAST_MEMORY = 4L << 20;
  private static final long MOST_MEMORY = 1L << 40;

  private PodReader() {}

  static Pod read(Section section) {
    Map<String, Object> overlay = section.value("overlay").section(PodReader::overlay);
    return section.value("resources").section(resources -> pod(resources, overlay));
  }

  private static Pod pod(Section resources, Map<String, Object> overlay) {
    Value cpuValue = resources.value("cpu");
    // After a bad limit every request would be above it, too.
    int cpu = cpuValue.whole(1, MOST_CPUS).orElse(cpuValue.isPresent() ? MOST_CPUS : Defaults.CPU);
    long memory =
        resources.value("memory").bytes(LEAST_MEMORY, MOST_MEMORY).orElse(Defaults.MEMORY);
    Value requestValue = resources.value("cpu-request");
    int request = requestValue.millicpus(MOST_CPUS * 1000).orElse(cpu * 1000);
    if (request > cpu * 1000) {
      requestValue.fail(
          "the request is above the limit of " + cpu + " CPU", "lower it or raise cpu");
    }
    return new Pod(cpu, memory, request, overlay);
  }

  /** Only what every target honours: an overlay that one of them ignored would be unequal terms. */
  private static Map<String, Object> overlay(Section section) {
    return present(
        "metadata",
        section
            .value("metadata")
            .section(
                metadata -> {
                  Map<String, Object> words = new LinkedHashMap<>();
                  for (String key : new String[] {"labels", "annotations"}) {
                    words.putAll(present(key, metadata.value(key).section(RuntimeReader::words)));
                  }
                  return words;
                }));
  }

  private static Map<String, Object> present(String key, Map<String, ?> value) {
    return value.isEmpty() ? Map.of() : Map.of(key, value);
  }
}
