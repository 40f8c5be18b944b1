package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.nio.file.Path;
import java.util.Map;

/**
 * A cluster, open for use. Credentials that expire are renewed for as long as it is open.
 *
 * <p>It has two kinds of clients, each with connections of its own: {@link #client()} asks again
 * when a request fails for a reason that passes, and {@link #timed()} never does, because a
 * repetition would be in the figure, and a second create could meet the first one's pod. Of what a
 * burst does at once there are more: {@link #creating()} and {@link #following()}.
 */
public final class Cluster implements AutoCloseable {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int REPETITIONS = 5;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 30_000;

  /** The client library would let others wait; see docs/decisions/0081. */
  private static final int ALL_AT_ONCE = 10_000;

  private final Connection connection;
  private final KubernetesClient client;
  private final KubernetesClient timed;
  private final Clients creating = new Clients(() -> build(0));
  private final Clients following = new Clients(() -> build(REPETITIONS));
  private final ApiErrors errors;
  private final String version;
  private final ClientQueue queue = new ClientQueue(Clock.system());

  /**
   * Opens it and asks for its version.
   *
   * @throws TargetException when there is no kubeconfig, when the server cannot be reached, refuses
   *     the credentials, or is too old
   */
  public static Cluster open(ClusterChoice choice) {
    return open(choice, System.getenv(), Path.of(System.getProperty("user.home")), ACCOUNT);
  }

  static Cluster open(
      ClusterChoice choice, Map<String, String> environment, Path home, Path account) {
    Connection connection = Connection.find(choice, environment, home, account);
    try {
      return new Cluster(connection);
    } catch (RuntimeException e) {
      connection.credentials().close();
      throw e;
    }
  }

  private Cluster(Connection connection) {
    this.connection = connection;
    this.errors = new ApiErrors(connection);
    this.client = build(REPETITIONS);
    this.timed = build(0);
    try {
      this.version = ServerVersion.check(client, errors);
    } catch (RuntimeException e) {
      closeClients();
      throw e;
    }
  }

  private KubernetesClient build(int repetitions) {
    Config config =
        new ConfigBuilder(connection.config())
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(REQUEST_MILLIS)
            .withMaxConcurrentRequests(ALL_AT_ONCE)
            .withMaxConcurrentRequestsPerHost(ALL_AT_ONCE)
            .withRequestRetryBackoffLimit(repetitions)
            .withUserAgent("tare")
            .build();
    try {
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withHttpClientFactory(new JdkHttpClientFactory())
          .withHttpClientBuilderConsumer(
              http ->
                  http.addOrReplaceInterceptor(
                          TokenRefreshInterceptor.NAME, new Authorization(connection.credentials()))
                      .addOrReplaceInterceptor(ClientQueue.class.getName(), queue))
          .build();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw errors.unusable(e);
    }
  }

  /** For everything but what is timed: asks again when the server is busy or briefly away. */
  public KubernetesClient client() {
    return client;
  }

  /** For what is timed: each request is sent at once, and only once. */
  public KubernetesClient timed() {
    return timed;
  }

  /** For many creations at a time, which are timed. */
  Clients creating() {
    return creating;
  }

  /** For many logs at a time that are followed. */
  Clients following() {
    return following;
  }

  /** Measures for how long what is timed waits in our own client. */
  ClientQueue queue() {
    return queue;
  }

  /** Says what failed requests mean. */
  public ApiErrors errors() {
    return errors;
  }

  /** The API server's address. */
  public String address() {
    return connection.config().getMasterUrl();
  }

  /** The namespace that the kubeconfig's context names; {@code default} where it names none. */
  public String namespace() {
    return connection.namespace();
  }

  /** The kubeconfig's context. */
  public String context() {
    return connection.context();
  }

  /** The API server's version, for example {@code v1.34.4}. */
  public String version() {
    return version;
  }

  @Override
  public void close() {
    closeClients();
    connection.credentials().close();
  }

  private void closeClients() {
    creating.close();
    following.close();
    timed.close();
    client.close();
  }
}
