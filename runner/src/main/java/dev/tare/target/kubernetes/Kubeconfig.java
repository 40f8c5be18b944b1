package dev.tare.target.kubernetes;

import dev.tare.scenario.yaml.NearestName;
import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The context that is used, out of all files of a kubeconfig. As with kubectl, the first file that
 * has a name wins.
 *
 * @param context its name
 * @param cluster where the server is
 * @param user the user's name in the kubeconfig
 * @param auth what the user shows to the server
 * @param namespace that the context names, else {@code default}
 */
record Kubeconfig(
    String context, Found<Cluster> cluster, String user, Found<AuthInfo> auth, String namespace) {

  /** An entry, and the file that it stands in: its relative paths begin there. */
  record Found<T>(T entry, KubeconfigFile file) {}

  /**
   * Chooses.
   *
   * @param wanted the context; empty for the current one
   */
  static Kubeconfig choose(List<KubeconfigFile> files, Optional<String> wanted) {
    Map<String, Found<Context>> contexts = new HashMap<>();
    Map<String, Found<Cluster>> clusters = new HashMap<>();
    Map<String, Found<AuthInfo>> users = new HashMap<>();
    for (KubeconfigFile file : files) {
      for (NamedContext context : file.content().getContexts()) {
        contexts.putIfAbsent(context.getName(), new Found<>(context.getContext(), file));
      }
      for (NamedCluster cluster : file.content().getClusters()) {
        clusters.putIfAbsent(cluster.getName(), new Found<>(cluster.getCluster(), file));
      }
      for (NamedAuthInfo user : file.content().getUsers()) {
        users.putIfAbsent(user.getName(), new Found<>(user.getUser(), file));
      }
    }
    String name = wanted.or(() -> current(files)).orElseThrow(() -> noneIsCurrent(files, contexts));
    Found<Context> context = contexts.get(name);
    if (context == null) {
      throw unknown(name, files, contexts);
    }
    String user = context.entry().getUser();
    return new Kubeconfig(
        name,
        named(clusters, "cluster", context.entry().getCluster(), name, context.file()),
        user,
        named(users, "user", user, name, context.file()),
        Optional.ofNullable(context.entry().getNamespace())
            .filter(namespace -> !namespace.isEmpty())
            .orElse(Connection.DEFAULT_NAMESPACE));
  }

  private static Optional<String> current(List<KubeconfigFile> files) {
    return files.stream()
        .map(file -> Optional.ofNullable(file.content().getCurrentContext()).orElse(""))
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private static <T> Found<T> named(
      Map<String, Found<T>> entries, String kind, String name, String context, KubeconfigFile in) {
    Found<T> found = entries.get(name);
    if (found == null) {
      throw new TargetException(
          "the context \"%s\" of %s names the %s \"%s\", which is not there"
              .formatted(context, in.path(), kind, name),
          "mend the file, or choose another context with --context");
    }
    return found;
  }

  private static TargetException noneIsCurrent(
      List<KubeconfigFile> files, Map<String, Found<Context>> contexts) {
    return new TargetException(
        "the kubeconfig " + KubeconfigFile.names(files) + " has no current context",
        contexts.isEmpty()
            ? "it has no context at all; name another file with --kubeconfig"
            : "choose one with --context: " + listed(contexts));
  }

  private static TargetException unknown(
      String name, List<KubeconfigFile> files, Map<String, Found<Context>> contexts) {
    return new TargetException(
        "the kubeconfig %s has no context \"%s\"".formatted(KubeconfigFile.names(files), name),
        NearestName.of(name, contexts.keySet())
            .map(near -> "did you mean \"" + near + "\"?")
            .orElseGet(
                () ->
                    contexts.isEmpty()
                        ? "it has none at all; name another file with --kubeconfig"
                        : "it has " + listed(contexts)));
  }

  private static String listed(Map<String, Found<Context>> contexts) {
    List<String> names = new ArrayList<>(contexts.keySet());
    names.sort(null);
    return String.join(", ", names);
  }
}
