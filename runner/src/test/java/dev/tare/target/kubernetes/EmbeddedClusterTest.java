package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.EmbeddedCluster.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {
  private static final String UP =
      """
      {"schema":1,"server":"https://198.19.0.1:6443","apiServerFromPods":"https://198.19.0.2:6443",
       "kubeconfig":"/run/admin.kubeconfig","kubernetes":"v1.34.4","nodes":[
       {"name":"tare-1","address":"198.19.0.11","podSubnet":"198.19.16.0/20","cri":"unix:///run/one.sock",
        "podLogs":"/run/one/pods","handlers":["runc","gvisor"],"versions":{"runc":"1.1.15"}},
       {"name":"tare-2","address":"198.19.0.12","podSubnet":"198.19.32.0/20","cri":"unix:///run/two.sock",
        "podLogs":"/run/two/pods","handlers":["runc"],"versions":{}}]}
      """;

  @TempDir Path home;

  @Test
  void readsWhatTheScriptTells() throws Exception {
    EmbeddedCluster.Description cluster = cluster("cat <<'JSON'\n" + UP + "JSON").up(true, 2);

    assertThat(cluster.server()).isEqualTo("https://198.19.0.1:6443");
    assertThat(cluster.serverFromPods()).isEqualTo("https://198.19.0.2:6443");
    assertThat(cluster.kubeconfig()).isEqualTo(Path.of("/run/admin.kubeconfig"));
    assertThat(cluster.version()).isEqualTo("v1.34.4");
    assertThat(cluster.nodes())
        .hasSize(2)
        .first()
        .isEqualTo(
            new Node(
                "tare-1",
                "198.19.0.11",
                "unix:///run/one.sock",
                "198.19.16.0/20",
                Path.of("/run/one/pods"),
                List.of("runc", "gvisor"),
                Map.of("runc", "1.1.15")));
  }

  @Test
  void asksForThatManyNodes() throws Exception {
    EmbeddedCluster cluster = cluster("echo \"$*\" >>\"${0%/*}/calls\"; echo '" + UP + "'");

    assertThat(cluster.up(false, 3).nodes()).hasSize(2);

    assertThat(home.resolve("infra/cluster/calls"))
        .hasContent("up --nodes 3 --no-install\nstatus --json");
  }

  @Test
  void isEmptyWhenItIsDown() throws Exception {
    assertThat(cluster("echo '{\"up\":false}'; exit 4").describe()).isEmpty();
  }

  @Test
  void saysWhenItDoesNotComeUp() throws Exception {
    EmbeddedCluster cluster = cluster("exit 4");

    assertThatThrownBy(() -> cluster.up(true, 2))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("did not come up");
  }

  @Test
  void saysWhenTheStatusIsDamaged() throws Exception {
    EmbeddedCluster cluster = cluster("echo '{\"server\":'");

    assertThatThrownBy(cluster::describe)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("tare cluster down");
  }

  @Test
  void saysWhereTheScriptIsMissing() {
    EmbeddedCluster cluster = new EmbeddedCluster(home);

    assertThatThrownBy(() -> cluster.up(true, 2))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("infra/cluster/cluster")
        .hasMessageContaining("run Tare from its own folder");
  }

  private EmbeddedCluster cluster(String script) throws IOException {
    Path file = home.resolve("infra/cluster/cluster");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new EmbeddedCluster(home);
  }
}
