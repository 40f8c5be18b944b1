package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.scenario.SandboxKind;
import dev.tare.target.cri.api.RuntimeHandler;
import dev.tare.target.cri.api.StatusResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlersTest {

  /** Recorded from containerd 1.7.24, shortened. */
  private static final String CONTAINERD_1_7 =
      """
      {"containerd":{"snapshotter":"overlayfs","defaultRuntimeName":"runc","runtimes":{
        "gvisor":{"runtimeType":"io.containerd.runsc.v1","options":{"ConfigPath":"/etc/x.toml"}},
        "runc":{"runtimeType":"io.containerd.runc.v2","options":{"SystemdCgroup":false}}}},
       "cni":{"binDir":"/usr/lib/cni"}}\
      """;

  @Test
  void readsThemFromTheConfigurationWhereTheTypedFieldIsMissing() {
    Handlers handlers =
        Handlers.of(StatusResponse.newBuilder().putInfo("config", CONTAINERD_1_7).build());

    assertThat(handlers.byName())
        .isEqualTo(Map.of("gvisor", "io.containerd.runsc.v1", "runc", "io.containerd.runc.v2"));
    assertThat(handlers.snapshotter()).isEqualTo("overlayfs");
    assertThat(handlers.systemdCgroups()).isFalse();
  }

  /** After containerd's own configuration types, of 1.7 and 2.x alike. */
  @Test
  void readsAHandlersShimConfigurationAndSnapshotter() {
    String config =
        """
        {"containerd":{"snapshotter":"overlayfs","runtimes":{
          "kata-fc":{"runtimeType":"io.containerd.kata-fc.v2","runtimePath":"/opt/kata/bin/shim",
            "snapshotter":"devmapper","options":{"ConfigPath":"/opt/kata/fc.toml"}},
          "runc":{"runtimeType":"io.containerd.runc.v2","snapshotter":"","options":null}}}}\
        """;

    Handlers handlers = Handlers.of(StatusResponse.newBuilder().putInfo("config", config).build());

    assertThat(handlers.detail("kata-fc"))
        .isEqualTo(new Handlers.Detail("/opt/kata/bin/shim", "/opt/kata/fc.toml", "devmapper"));
    assertThat(handlers.snapshotter("kata-fc")).isEqualTo("devmapper");
    assertThat(handlers.snapshotter("runc")).isEqualTo("overlayfs");
    assertThat(handlers.snapshotter("never-heard-of")).isEqualTo("overlayfs");
  }

  /** After CRI-O's documentation: handlers in the typed field, a configuration in TOML. */
  @Test
  void readsTheTypedFieldOfARuntimeThatTellsNoTypes() {
    Handlers handlers =
        Handlers.of(
            StatusResponse.newBuilder()
                .putInfo("config", "[crio]\n  root = \"/var/lib/containers/storage\"\n")
                .addRuntimeHandlers(RuntimeHandler.newBuilder().setName("crun"))
                .addRuntimeHandlers(RuntimeHandler.newBuilder().setName(""))
                .addRuntimeHandlers(RuntimeHandler.newBuilder().setName("kata"))
                .build());

    assertThat(handlers.byName()).isEqualTo(Map.of("crun", "", "kata", ""));
    assertThat(handlers.claim("kata").sandbox()).contains(SandboxKind.VM);
    assertThat(handlers.claim("crun").sandbox()).contains(SandboxKind.HOST);
  }

  @Test
  void knowsWhatARuntimeTypeClaimsToBe() {
    Handlers handlers =
        Handlers.of(StatusResponse.newBuilder().putInfo("config", CONTAINERD_1_7).build());

    assertThat(handlers.claim("runc").sandbox()).contains(SandboxKind.HOST);
    assertThat(handlers.claim("gvisor").sandbox()).contains(SandboxKind.USERSPACE_KERNEL);
  }

  @Test
  void seesSystemdCgroups() {
    String config = CONTAINERD_1_7.replace("\"SystemdCgroup\":false", "\"SystemdCgroup\":true");

    assertThat(
            Handlers.of(StatusResponse.newBuilder().putInfo("config", config).build())
                .systemdCgroups())
        .isTrue();
  }
}
