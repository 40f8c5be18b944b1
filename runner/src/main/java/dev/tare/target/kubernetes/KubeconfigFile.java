package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One file of a kubeconfig. */
record KubeconfigFile(Path path, Config content) {

  /**
   * The files that make up the kubeconfig; none when there is none.
   *
   * @param asked the user's own choice
   * @param environment {@code KUBECONFIG} may name several, of which some may be missing
   * @param home the user's home folder
   */
  static List<KubeconfigFile> find(
      Optional<Path> asked, Map<String, String> environment, Path home) {
    if (asked.isPresent()) {
      return List.of(read(asked.get()));
    }
    String named = environment.getOrDefault("KUBECONFIG", "");
    List<Path> paths =
        named.isBlank()
            ? List.of(home.resolve(".kube/config"))
            : Arrays.stream(named.split(java.io.File.pathSeparator, -1))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .toList();
    List<Path> there = paths.stream().filter(Files::exists).toList();
    if (there.isEmpty() && !named.isBlank()) {
      throw new TargetException(
          "KUBECONFIG names %s, and no such file is there".formatted(named),
          "name the right file with --kubeconfig FILE");
    }
    return there.stream().map(KubeconfigFile::read).toList();
  }

  private static KubeconfigFile read(Path path) {
    String text;
    try {
      text = Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new TargetException("there is no kubeconfig " + path, "name another with --kubeconfig");
    } catch (AccessDeniedException e) {
      throw new TargetException(
          "you may not read the kubeconfig " + path,
          "change its owner or mode, or name another with --kubeconfig");
    } catch (IOException e) {
      throw new TargetException(
          "cannot read the kubeconfig %s: %s".formatted(path, e.getMessage()),
          "name another with --kubeconfig");
    }
    return new KubeconfigFile(path.toAbsolutePath(), parsed(path, text));
  }

  private static Config parsed(Path path, String text) {
    Config config;
    try {
      config = Serialization.unmarshal(text, Config.class);
    } catch (RuntimeException e) {
      throw notOne(path);
    }
    if (config == null || !"Config".equals(config.getKind())) {
      throw notOne(path);
    }
    return config;
  }

  private static TargetException notOne(Path path) {
    return new TargetException(
        path + " is not a kubeconfig (YAML with kind: Config)", "name another with --kubeconfig");
  }

  /** A path as the file means it: relative ones begin at its folder. */
  @Nullable String absolute(@Nullable String named) {
    return named == null || named.isEmpty() ? null : path.resolveSibling(named).toString();
  }

  static String names(List<KubeconfigFile> files) {
    return files.stream().map(file -> file.path.toString()).collect(Collectors.joining(", "));
  }
}
