package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach an API server.
 *
 * @param config the client library's settings, without any credential that expires
 * @param context the kubeconfig's context, or {@code in-cluster}
 * @param user the kubeconfig's name of the user
 * @param namespace that the context names, else {@code default}
 */
record Connection(
    Config config, Credentials credentials, String context, String user, String namespace) {

  static final String DEFAULT_NAMESPACE = "default";

  private static final String IN_CLUSTER = "in-cluster";

  /**
   * Finds out.
   *
   * @param environment of this process
   * @param home the user's home folder
   * @param account where a pod finds its service account's token and certificate authority
   * @throws TargetException when there is no usable kubeconfig, or its credentials cannot be had
   */
  static Connection find(
      ClusterChoice choice, Map<String, String> environment, Path home, Path account) {
    List<KubeconfigFile> files = KubeconfigFile.find(choice.kubeconfig(), environment, home);
    if (!files.isEmpty()) {
      return of(Kubeconfig.choose(files, choice.context()), environment);
    }
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    if (!host.isEmpty() && Files.exists(account.resolve("token"))) {
      return inCluster(host, environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"), account);
    }
    throw new TargetException(
        "there is no kubeconfig: KUBECONFIG is not set, %s does not exist, and this is no pod"
            .formatted(home.resolve(".kube/config")),
        "name one with --kubeconfig FILE, or leave --target kubernetes out to use Tare's own node");
  }

  private static Connection inCluster(String host, String port, Path account) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://" + name + ":" + port)
            .withCaCertFile(account.resolve("ca.crt").toString())
            .build();
    return new Connection(
        config,
        new TokenFile(account.resolve("token")),
        IN_CLUSTER,
        "the pod's service account",
        ownNamespace(account.resolve("namespace")));
  }

  private static String ownNamespace(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return DEFAULT_NAMESPACE;
    }
  }

  private static Connection of(Kubeconfig kubeconfig, Map<String, String> environment) {
    Cluster cluster = kubeconfig.cluster().entry();
    AuthInfo auth = kubeconfig.auth().entry();
    KubeconfigFile clusterFile = kubeconfig.cluster().file();
    KubeconfigFile authFile = kubeconfig.auth().file();
    refuseWhatIsUnknown(cluster, auth, clusterFile);
    boolean trusting = Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify());
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(cluster.getServer())
            .withTrustCerts(trusting)
            .withDisableHostnameVerification(trusting)
            .withCaCertFile(clusterFile.absolute(cluster.getCertificateAuthority()))
            .withCaCertData(cluster.getCertificateAuthorityData())
            .withClientCertFile(authFile.absolute(auth.getClientCertificate()))
            .withClientCertData(auth.getClientCertificateData())
            .withClientKeyFile(authFile.absolute(auth.getClientKey()))
            .withClientKeyData(auth.getClientKeyData())
            .build();
    if (auth.getAs() != null) {
      config.setImpersonateUsername(auth.getAs());
      config.setImpersonateGroups(
          Optional.ofNullable(auth.getAsGroups()).orElse(List.of()).toArray(String[]::new));
    }
    Credentials credentials = credentials(auth, authFile, cluster, kubeconfig.user());
    if (credentials instanceof ExecCredentials exec) {
      exec.issued().certificate().ifPresent(pem -> config.setClientCertData(base64(pem)));
      exec.issued().key().ifPresent(pem -> config.setClientKeyData(base64(pem)));
    }
    config.setClientKeyAlgo(
        Config.getKeyAlgorithm(config.getClientKeyFile(), config.getClientKeyData()));
    Proxies.apply(config, cluster.getProxyUrl(), environment);
    return new Connection(
        config, credentials, kubeconfig.context(), kubeconfig.user(), kubeconfig.namespace());
  }

  private static Credentials credentials(
      AuthInfo auth, KubeconfigFile file, Cluster cluster, String user) {
    String origin = "the user \"" + user + "\" of the kubeconfig " + file.path();
    String tokenFile = file.absolute(auth.getTokenFile());
    if (tokenFile != null) {
      return new TokenFile(Path.of(tokenFile));
    }
    if (auth.getToken() != null && !auth.getToken().isEmpty()) {
      return Credentials.fixed(Optional.of(Credentials.bearer(auth.getToken())), origin);
    }
    if (auth.getExec() != null) {
      return new ExecCredentials(new ExecPlugin(auth.getExec(), file, cluster));
    }
    return Credentials.fixed(
        Optional.ofNullable(auth.getUsername())
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    Credentials.basic(name, Optional.ofNullable(auth.getPassword()).orElse(""))),
        origin);
  }

  private static void refuseWhatIsUnknown(Cluster cluster, AuthInfo auth, KubeconfigFile file) {
    if (auth.getAuthProvider() != null && auth.getToken() == null && auth.getExec() == null) {
      throw new TargetException(
          "the kubeconfig %s uses the auth-provider %s, which Kubernetes removed in 1.26"
              .formatted(file.path(), auth.getAuthProvider().getName()),
          "change it to an exec plugin, as your cluster's provider describes");
    }
    if (cluster.getTlsServerName() != null && !cluster.getTlsServerName().isEmpty()) {
      throw new TargetException(
          "the kubeconfig %s sets tls-server-name, which Java's HTTP client cannot"
              .formatted(file.path()),
          "use %s in 'server', and let that name resolve to the address"
              .formatted(cluster.getTlsServerName()));
    }
  }

  private static String base64(String pem) {
    return Base64.getEncoder()
        .encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
