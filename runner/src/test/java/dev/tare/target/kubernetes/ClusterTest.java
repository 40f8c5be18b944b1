package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.FakeApiServer.Answer;
import io.fabric8.kubernetes.api.model.NodeList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
  private static final String NODES = "GET /api/v1/nodes";

  @TempDir Path folder;
  private final FakeApiServer server = new FakeApiServer().on(NODES, new NodeList());

  @AfterEach
  void stop() {
    server.close();
  }

  private Cluster open(ClusterChoice choice, Map<String, String> environment) {
    return Cluster.open(choice, environment, folder, folder.resolve("account"));
  }

  private static ClusterChoice choice(Path file, String context) {
    return new ClusterChoice(Optional.of(file), Optional.of(context));
  }

  @Test
  void withoutAnyKubeconfigTheMessageSaysWhereItLooked() {
    assertThatThrownBy(() -> open(ClusterChoice.current(), Map.of()))
        .isInstanceOf(TargetException.class)
        .hasMessage(
            "there is no kubeconfig: KUBECONFIG is not set, %s/.kube/config does not exist, and this"
                    .formatted(folder)
                + " is no pod: name one with --kubeconfig FILE, or leave --target kubernetes out to"
                + " use Tare's own node");
  }

  @Test
  void filesOfKubeconfigThatAreMissingAreNamedOnlyWhenAllAre() {
    Path there = server.kubeconfig(folder, "{token: x}");
    try (Cluster cluster =
        open(ClusterChoice.current(), Map.of("KUBECONFIG", folder + "/none:" + there))) {
      assertThat(cluster.context()).isEqualTo("fake");
      assertThat(cluster.version()).isEqualTo("v1.34.4");
    }
    assertThatThrownBy(() -> open(ClusterChoice.current(), Map.of("KUBECONFIG", folder + "/none")))
        .hasMessageStartingWith("KUBECONFIG names " + folder + "/none, and no such file is there");
  }

  @Test
  void aFileThatIsNoKubeconfigIsCalledSo() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "kind: Pod\n");
    assertThatThrownBy(() -> open(choice(file, "a"), Map.of()))
        .hasMessageStartingWith(file + " is not a kubeconfig");
    Files.writeString(file, "{ [");
    assertThatThrownBy(() -> open(choice(file, "a"), Map.of()))
        .hasMessageStartingWith(file + " is not a kubeconfig");
  }

  @Test
  void anUnknownContextIsAnsweredWithTheNearest() {
    Path file = server.kubeconfig(folder, "{token: x}");
    assertThatThrownBy(() -> open(choice(file, "fakt"), Map.of()))
        .hasMessage(
            "the kubeconfig %s has no context \"fakt\": did you mean \"fake\"?".formatted(file));
    assertThatThrownBy(() -> open(choice(file, "production"), Map.of()))
        .hasMessageEndingWith("has no context \"production\": it has fake");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithItsAddress() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Path file = FakeApiServer.kubeconfig(folder, "http://127.0.0.1:" + free, "{token: x}");
    assertThatThrownBy(() -> open(choice(file, "fake"), Map.of()))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith(
            "asking for its version failed: the API server http://127.0.0.1:%d/ cannot be reached:"
                    .formatted(free)
                + " nobody answers there: see that the cluster is up");
  }

  @Test
  void refusedCredentialsNameContextUserAndOrigin() {
    server.on("GET /version", _ -> Answer.status(401, "Unauthorized", "Unauthorized"));
    assertThatThrownBy(() -> server.open(folder))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("does not accept the credentials of the context \"fake\"")
        .hasMessageContaining("user \"tester\", from the user \"tester\" of the kubeconfig")
        .hasMessageContaining("log in again");
  }

  @Test
  void anOldServerIsRefusedWithItsVersion() {
    server.version("1", "19+", "v1.19.3-gke");
    assertThatThrownBy(() -> server.open(folder))
        .hasMessage(
            "the cluster has Kubernetes v1.19.3-gke, and 1.25 is the oldest that Tare uses: upgrade"
                + " it, or measure on one of its nodes with --cri");
  }

  @Test
  void aPodUsesItsServiceAccountAndReadsTheTokenAnew() throws IOException {
    Path account = Files.createDirectories(folder.resolve("account"));
    Path token = Files.writeString(account.resolve("token"), "first\n");
    // The real one speaks TLS: here only where its address and token come from is looked at.
    Connection connection =
        Connection.find(
            ClusterChoice.current(),
            Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443"),
            folder,
            account);
    assertThat(connection.config().getMasterUrl()).isEqualTo("https://[fd00::1]:6443/");
    assertThat(connection.credentials().header()).contains("Bearer first");
    Files.writeString(token, "second");
    assertThat(connection.credentials().header()).contains("Bearer second");
  }

  @Test
  void aTokenFileThatWasWrittenAnewIsUsedAfterARefusal() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "first");
    try (Cluster cluster = server.open(folder, "{tokenFile: token}")) {
      Files.writeString(token, "second");
      cluster.client().nodes().list();
    }
    assertThat(server.requests(NODES).getLast().authorization()).contains("Bearer second");
  }

  /** A plugin that counts its runs in its tokens, and lets each live for so many seconds. */
  private String plugin(int seconds) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("plugin"),
            """
            #!/bin/sh
            echo "a warning that is no JSON" >&2
            n=$(($(cat %1$s/count 2>/dev/null || echo 0) + 1))
            echo $n > %1$s/count
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
            printf '"status":{"token":"t%%s","expirationTimestamp":"%%s"}}' $n "$(date -u -d '+%2$d seconds' +%%Y-%%m-%%dT%%H:%%M:%%SZ)"
            """
                .formatted(folder, seconds));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}}";
  }

  @Test
  void aTokenThatIsRefusedInTheMiddleIsRenewedByItsPluginWithoutAnError() throws IOException {
    server.on(
        NODES,
        request ->
            request.authorization().equals(Optional.of("Bearer t1"))
                ? Answer.status(401, "Unauthorized", "Unauthorized")
                : Answer.ok(new NodeList()));
    try (Cluster cluster = server.open(folder, plugin(3600))) {
      cluster.timed().nodes().list();
      cluster.timed().nodes().list();
      cluster.client().nodes().list();
    }
    assertThat(server.requests(NODES))
        .extracting(request -> request.authorization().orElse(""))
        .containsExactly("Bearer t1", "Bearer t2", "Bearer t2", "Bearer t2");
  }

  @Test
  void aTokenIsRenewedInTheBackgroundBeforeItExpires() throws IOException {
    try (Cluster cluster = server.open(folder, plugin(2))) {
      assertThat(server.requests("GET /version").getLast().authorization()).contains("Bearer t1");
      Awaitility.await()
          .until(
              () -> {
                cluster.client().nodes().list();
                return server
                    .requests(NODES)
                    .getLast()
                    .authorization()
                    .filter(token -> !token.equals("Bearer t1"))
                    .isPresent();
              });
    }
    // Nobody was refused on the way: it was renewed ahead of time.
    assertThat(server.requests()).allMatch(request -> request.authorization().isPresent());
  }

  @Test
  void aPluginThatFailsIsNamedWithItsOwnWords() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("plugin"), "#!/bin/sh\necho 'session expired, run login' >&2\nexit 3\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(
            () ->
                server.open(
                    folder,
                    "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}}"))
        .hasMessageStartingWith("the exec plugin ./plugin of the kubeconfig ")
        .hasMessageContaining("exited with 3: session expired, run login");
    assertThatThrownBy(
            () ->
                server.open(
                    folder,
                    "{exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin,"
                        + " installHint: install it from the shop}}"))
        .hasMessageContaining("cannot be started")
        .hasMessageContaining("install it from the shop");
  }

  @Test
  void aPluginsFailureInTheMiddleIsToldWithTheRefusal() throws IOException {
    String user = plugin(3600);
    server.on(NODES, _ -> Answer.status(401, "Unauthorized", "Unauthorized"));
    try (Cluster cluster = server.open(folder, user)) {
      Files.writeString(folder.resolve("plugin"), "#!/bin/sh\necho logged out >&2\nexit 1\n");
      assertThatThrownBy(() -> cluster.client().nodes().list())
          .isInstanceOfSatisfying(
              io.fabric8.kubernetes.client.KubernetesClientException.class,
              e -> {
                assertThat(cluster.errors().lost(e)).isTrue();
                assertThat(cluster.errors().of("listing nodes", e))
                    .hasMessageContaining("the exec plugin ./plugin")
                    .hasMessageContaining("exited with 1: logged out");
              });
    }
  }

  @Test
  void aLongLivedTokenIsRenewedFiveMinutesAheadAndAShortOneInItsLastFifth() {
    assertThat(ExecCredentials.wait(java.time.Duration.ofHours(1))).hasMinutes(55);
    assertThat(ExecCredentials.wait(java.time.Duration.ofSeconds(100))).hasSeconds(80);
    assertThat(Instant.now()).isAfter(Instant.EPOCH);
  }

  @Test
  void aTimedRequestIsSentOnce() {
    server.on(NODES, _ -> Answer.status(500, "InternalError", "etcd is away"));
    try (Cluster cluster = server.open(folder)) {
      assertThatThrownBy(() -> cluster.timed().nodes().list());
      assertThat(server.requests(NODES)).hasSize(1);
    }
  }

  @Test
  void userGroupsAndProxyComeFromTheKubeconfig() {
    Path file = server.kubeconfig(folder, "{username: u, password: p, as: other, as-groups: [g]}");
    Connection connection =
        Connection.find(
            choice(file, "fake"), Map.of("HTTP_PROXY", "http://proxy:3128"), folder, folder);
    assertThat(connection.credentials().header()).contains("Basic dTpw");
    assertThat(connection.config().getImpersonateUsername()).isEqualTo("other");
    assertThat(connection.config().getImpersonateGroups()).containsExactly("g");
    // The server is this very machine.
    assertThat(connection.config().getHttpProxy()).isNull();
  }

  @Test
  void hostsOfNoProxyAreAskedDirectly() {
    Map<String, String> environment = Map.of("no_proxy", "example.org, .corp,10.0.0.0/8");
    assertThat(Proxies.excepted("api.example.org", environment)).isTrue();
    assertThat(Proxies.excepted("api.corp", environment)).isTrue();
    assertThat(Proxies.excepted("10.9.8.7", environment)).isTrue();
    assertThat(Proxies.excepted("11.9.8.7", environment)).isFalse();
    assertThat(Proxies.excepted("notexample.org", environment)).isFalse();
  }
}
