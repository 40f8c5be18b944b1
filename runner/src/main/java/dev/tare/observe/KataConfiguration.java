package dev.tare.observe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Kata's configuration as its shim reads it: a file, and what the files of {@code config.d} beside
 * it put over it, in the order of their names.
 *
 * @param file as on the node, with links resolved
 * @param dropIns the names of those that were laid over it
 * @param sha256 of the file and then of each drop-in, in their order
 * @param settings path of the key, such as {@code hypervisor.qemu.default_vcpus}, to its value
 */
record KataConfiguration(
    String file, List<String> dropIns, String sha256, Map<String, String> settings) {

  /** Where the Go runtime and runtime-rs look when nobody names a file. */
  private static final List<String> GO =
      List.of(
          "/etc/kata-containers/configuration.toml",
          "/usr/share/defaults/kata-containers/configuration.toml",
          "/opt/kata/share/defaults/kata-containers/configuration.toml");

  private static final List<String> RUST =
      GO.stream()
          .map(path -> path.replace("configuration.toml", "runtime-rs/configuration.toml"))
          .toList();

  private static final ObjectMapper TOML = new TomlMapper();

  KataConfiguration {
    dropIns = List.copyOf(dropIns);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /**
   * Reads it.
   *
   * @param named the file that the handler names; empty where it names none
   * @param rust whether the shim is that of runtime-rs
   * @throws IOException that says why there is none
   */
  static KataConfiguration read(SystemFiles files, String named, boolean rust) throws IOException {
    List<String> places = named.isEmpty() ? (rust ? RUST : GO) : List.of(named);
    String file =
        places.stream()
            .filter(place -> Files.isRegularFile(files.path(place)))
            .findFirst()
            .orElseThrow(
                () -> new NoSuchFileException(String.join(", ", places) + " is not there"));
    Path real = files.path(file).toRealPath();
    List<Path> all = new ArrayList<>(List.of(real));
    all.addAll(dropIns(real.resolveSibling("config.d")));
    MessageDigest digest = hash();
    Map<String, String> settings = new TreeMap<>();
    for (Path part : all) {
      digest.update(Files.readAllBytes(part));
      flatten("", parse(part), settings);
    }
    return new KataConfiguration(
        file,
        all.stream().skip(1).map(part -> String.valueOf(part.getFileName())).toList(),
        HexFormat.of().formatHex(digest.digest()),
        settings);
  }

  private static List<Path> dropIns(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      entries.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  private static JsonNode parse(Path part) throws IOException {
    try {
      return TOML.readTree(Files.readString(part));
    } catch (JacksonException e) {
      throw new IOException(part.getFileName() + " is no TOML: " + e.getOriginalMessage(), e);
    }
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (!node.isObject()) {
      into.put(path, node.isString() ? node.asString() : node.toString());
      return;
    }
    node.properties()
        .forEach(
            entry ->
                flatten(
                    path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                    entry.getValue(),
                    into));
  }

  /** The configured hypervisor, such as {@code qemu}, {@code clh} or {@code dragonball}. */
  Optional<String> hypervisor() {
    return Optional.ofNullable(settings.get("runtime.hypervisor_name")).or(this::firstHypervisor);
  }

  private Optional<String> firstHypervisor() {
    return settings.keySet().stream()
        .filter(key -> key.startsWith("hypervisor."))
        .map(key -> key.split("\\.", 3)[1])
        .findFirst();
  }

  /** A key of the hypervisor's part, else of the runtime's. */
  Optional<String> setting(String key) {
    return hypervisor()
        .map(name -> settings.get("hypervisor." + name + "." + key))
        .or(() -> Optional.ofNullable(settings.get("runtime." + key)));
  }

  /** All settings, a line each. */
  String text() {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  private static MessageDigest hash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
