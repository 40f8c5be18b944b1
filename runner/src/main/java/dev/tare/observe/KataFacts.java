package dev.tare.observe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * What a node's configuration makes of a Kata handler. What cannot be read says so in its place:
 * {@code unknown: …}.
 *
 * @param terms settings that decide what a pod gets, by names that begin with {@code kata}
 * @param versions where the configuration stands, its hash, its whole text, kernel and image
 */
public record KataFacts(Map<String, String> terms, Map<String, String> versions) {

  /** The effective configuration, a line for each setting. */
  public static final String TEXT = "kata configuration";

  private static final String PREFIX = "kata ";
  private static final String ANNOTATION = "io.katacontainers.config.hypervisor.";

  /** Those that make guests, or what stands around them, unequal. */
  private static final List<String> DECIDING =
      List.of(
          "sandbox_cgroup_only",
          "enable_annotations",
          "static_sandbox_resource_mgmt",
          "disable_guest_seccomp",
          "default_vcpus",
          "overhead_vcpus",
          "default_memory",
          "overhead_memory",
          "shared_fs",
          "virtio_fs_cache",
          "machine_type",
          "enable_hugepages",
          "reclaim_guest_freed_memory",
          "internetworking_model");

  public KataFacts {
    terms = Map.copyOf(terms);
    versions = Map.copyOf(versions);
  }

  /**
   * Reads the configuration of a handler.
   *
   * @param root {@code /}, or a tree that stands for it
   * @param shim the shim's path as the handler names it; empty where it names none
   * @param configPath the configuration as the handler names it; empty where it names none
   */
  public static KataFacts read(Path root, String shim, String configPath) {
    SystemFiles files = new SystemFiles(root);
    Map<String, String> terms = new LinkedHashMap<>();
    Map<String, String> versions = new LinkedHashMap<>();
    boolean rust = shim.contains("runtime-rs") || configPath.contains("runtime-rs");
    try {
      KataConfiguration found = KataConfiguration.read(files, configPath, rust);
      DECIDING.forEach(
          key -> found.setting(key).ifPresent(value -> terms.put(PREFIX + key, value)));
      versions.put(TEXT + " file", described(found));
      versions.put(TEXT + " sha256", found.sha256());
      versions.put(TEXT, found.text());
      for (String asset : List.of("kernel", "image", "initrd")) {
        found
            .setting(asset)
            .filter(path -> path.startsWith("/"))
            .ifPresent(path -> versions.put("guest " + asset, resolved(files, path)));
      }
    } catch (IOException e) {
      String unknown = "unknown: " + e.getMessage();
      terms.put(PREFIX + "sandbox_cgroup_only", unknown);
      terms.put(PREFIX + "enable_annotations", unknown);
      versions.put(TEXT + " file", unknown);
      versions.put(TEXT + " sha256", unknown);
    }
    versions.put(
        "kata agent",
        "unknown: the agent tells its version to its shim alone, and the shim's metrics leave it"
            + " out");
    return new KataFacts(terms, versions);
  }

  /** With the drop-ins that were laid over it. */
  private static String described(KataConfiguration found) {
    return found.dropIns().isEmpty()
        ? found.file()
        : found.file() + " with " + String.join(", ", found.dropIns());
  }

  /** A link's target has the version in its name. */
  private static String resolved(SystemFiles files, String path) {
    try {
      Path name = files.path(path).toRealPath().getFileName();
      return path.endsWith("/" + name) ? path : path + " -> " + name;
    } catch (IOException e) {
      return path + " (not there)";
    }
  }

  /**
   * What the shim will refuse of a pod's annotations; empty when nothing, or when the list is not
   * known. The list holds names or regular expressions.
   */
  public Optional<String> notPermitted(Map<String, String> annotations) {
    String list = terms.getOrDefault(PREFIX + "enable_annotations", "");
    if (!list.startsWith("[")) {
      return Optional.empty();
    }
    List<String> permitted =
        Arrays.stream(list.substring(1, list.length() - 1).split(",", -1))
            .map(name -> name.strip().replace("\"", ""))
            .toList();
    List<String> refused =
        annotations.keySet().stream()
            .filter(key -> key.startsWith(ANNOTATION))
            .map(key -> key.substring(ANNOTATION.length()))
            .filter(key -> permitted.stream().noneMatch(name -> like(name, key)))
            .sorted()
            .toList();
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s permits no annotation %s: add it to enable_annotations, or set it in a file of config.d"
                .formatted(
                    versions.getOrDefault(TEXT + " file", "its configuration"),
                    String.join(", ", refused)));
  }

  private static boolean like(String name, String key) {
    try {
      return key.matches(name);
    } catch (PatternSyntaxException e) {
      return key.equals(name);
    }
  }
}
