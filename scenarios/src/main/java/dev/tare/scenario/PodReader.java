package dev.tare.scenario;

import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code pod}: what is the same for every runtime. */
final class PodReader {

  private static final int MOST_CPUS = 256;
  private static final int MOST_SECRETS = 8;
  private static final long LEAST_MEMORY = 4L << 20;
  private static final long MOST_MEMORY = 1L << 40;

  private PodReader() {}

  static Pod read(Section section) {
    Map<String, Object> overlay = section.value("overlay").section(PodReader::overlay);
    Seccomp seccomp = section.value("seccomp").choice(Seccomp.class).orElse(Defaults.SECCOMP);
    return section.value("resources").section(resources -> pod(resources, seccomp, overlay));
  }

  private static Pod pod(Section resources, Seccomp seccomp, Map<String, Object> overlay) {
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
    return new Pod(cpu, memory, request, seccomp, overlay);
  }

  /** Only what cannot change the terms: what one target ignored would make them unequal. */
  private static Map<String, Object> overlay(Section section) {
    Map<String, Object> overlay = new LinkedHashMap<>(metadata(section));
    overlay.putAll(present("spec", section.value("spec").section(PodReader::spec)));
    return overlay;
  }

  /** CRI has no such thing: there, images are on the node. */
  private static Map<String, Object> spec(Section section) {
    List<Map<String, String>> secrets = new ArrayList<>();
    Value list = section.value("imagePullSecrets");
    list.size(1, MOST_SECRETS, "secrets");
    list.items()
        .forEach(
            item ->
                secrets.add(
                    item.section(
                        secret -> Map.of("name", Names.handler(secret.value("name")).orElse("")))));
    return secrets.isEmpty() ? Map.of() : Map.of("imagePullSecrets", List.copyOf(secrets));
  }

  private static Map<String, Object> metadata(Section section) {
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
