package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** RuntimeClasses in a YAML file, brought to a cluster that lacks them. */
public final class ClassFile {
  private final Cluster cluster;
  private final Path file;
  private final List<RuntimeClass> classes;

  /**
   * What became of one.
   *
   * @param difference how the cluster's class of that name differs; empty when it is the same, or
   *     was not there
   */
  public record Outcome(String name, boolean created, String difference) {}

  /**
   * Reads it.
   *
   * @throws TargetException when it has no RuntimeClass
   */
  public ClassFile(Cluster cluster, Path file) throws IOException {
    this.cluster = cluster;
    this.file = file;
    try (InputStream stream = Files.newInputStream(file)) {
      this.classes =
          cluster.client().load(stream).items().stream()
              .filter(RuntimeClass.class::isInstance)
              .map(RuntimeClass.class::cast)
              .toList();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new TargetException(
          file + " is not YAML of Kubernetes", String.valueOf(e.getMessage()));
    }
    if (classes.isEmpty()) {
      throw new TargetException(
          "there is no RuntimeClass in " + file,
          "it takes documents of kind RuntimeClass, apiVersion node.k8s.io/v1");
    }
  }

  /**
   * Creates those that are missing. One that is there is never changed: pods of others stand on it.
   *
   * @param dryRun lets the server check them only
   */
  public List<Outcome> apply(boolean dryRun) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RuntimeClass wanted : classes) {
      String name = wanted.getMetadata().getName();
      try {
        RuntimeClass there = cluster.client().runtimeClasses().withName(name).get();
        if (there == null) {
          var resource = cluster.client().resource(wanted);
          HasMetadata _ = dryRun ? resource.dryRun(true).create() : resource.create();
        }
        outcomes.add(
            new Outcome(name, there == null, there == null ? "" : difference(wanted, there)));
      } catch (KubernetesClientException e) {
        throw cluster.errors().of("creating the RuntimeClass %s of %s".formatted(name, file), e);
      }
    }
    return outcomes;
  }

  static String difference(RuntimeClass wanted, RuntimeClass there) {
    List<String> parts = new ArrayList<>();
    if (!Objects.equals(wanted.getHandler(), there.getHandler())) {
      parts.add("handler %s, in the file %s".formatted(there.getHandler(), wanted.getHandler()));
    }
    if (!Objects.equals(ClassList.overhead(wanted), ClassList.overhead(there))) {
      parts.add(
          "overhead %s, in the file %s"
              .formatted(words(ClassList.overhead(there)), words(ClassList.overhead(wanted))));
    }
    if (!Objects.equals(ClassList.selector(wanted), ClassList.selector(there))) {
      parts.add(
          "nodeSelector %s, in the file %s"
              .formatted(words(ClassList.selector(there)), words(ClassList.selector(wanted))));
    }
    if (!ClassList.tolerations(wanted).equals(ClassList.tolerations(there))) {
      parts.add("other tolerations than in the file");
    }
    return String.join("; ", parts);
  }

  private static String words(java.util.Map<String, ?> map) {
    return map.isEmpty()
        ? "none"
        : map.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining(","));
  }
}
