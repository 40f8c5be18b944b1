package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written after the configuration files of Kata Containers 4.1.0, shortened; not captured. */
class KataFactsTest {
  private static final String BASE =
      """
      # a comment
      [hypervisor.qemu]
      path = "/opt/kata/bin/qemu-system-x86_64"
      kernel = "/opt/kata/share/kata-containers/vmlinux.container"
      image = "/opt/kata/share/kata-containers/kata-containers.img"
      machine_type = "q35"
      enable_annotations = ["enable_iommu", "virtio_fs_.*"]
      default_vcpus = 1
      default_memory = 2048
      shared_fs = "virtio-fs"
      [agent.kata]
      dial_timeout = 60
      [runtime]
      disable_guest_seccomp = true
      sandbox_cgroup_only = false
      """;
  private static final String FIRST = "[hypervisor.qemu]\ndefault_memory = 512\n";
  private static final String SECOND =
      "[hypervisor.qemu]\ndefault_memory = 256\n[runtime]\nsandbox_cgroup_only = true\n";
  private static final String NAMED = "/opt/kata/share/qemu/configuration-qemu.toml";

  @TempDir Path root;

  @Test
  void dropInsAreLaidOverTheFileInTheOrderOfTheirNames() throws Exception {
    write(NAMED, BASE);
    write("/opt/kata/share/qemu/config.d/20-b.toml", SECOND);
    write("/opt/kata/share/qemu/config.d/10-a.toml", FIRST);

    KataFacts facts = KataFacts.read(root, "", NAMED);

    assertThat(facts.terms())
        .containsEntry("kata default_memory", "256")
        .containsEntry("kata default_vcpus", "1")
        .containsEntry("kata sandbox_cgroup_only", "true")
        .containsEntry("kata disable_guest_seccomp", "true")
        .containsEntry("kata enable_annotations", "[\"enable_iommu\",\"virtio_fs_.*\"]");
    assertThat(facts.versions())
        .containsEntry("kata configuration file", NAMED + " with 10-a.toml, 20-b.toml")
        .containsEntry("kata configuration sha256", sha256(BASE + FIRST + SECOND));
    assertThat(facts.versions().get(KataFacts.TEXT))
        .contains("hypervisor.qemu.default_memory = 256\n", "agent.kata.dial_timeout = 60\n")
        .doesNotContain("comment");
  }

  @Test
  void linksAreFollowedToTheFileAndTheImageBehindThem() throws IOException {
    write("/opt/kata/share/real/configuration.toml", BASE);
    write("/opt/kata/share/real/config.d/10-a.toml", FIRST);
    link("/etc/kata-containers/configuration.toml", "../../opt/kata/share/real/configuration.toml");
    write("/opt/kata/share/kata-containers/kata-ubuntu-noble-4.1.0.image", "");
    link("/opt/kata/share/kata-containers/kata-containers.img", "kata-ubuntu-noble-4.1.0.image");

    KataFacts facts = KataFacts.read(root, "", "");

    assertThat(facts.terms()).containsEntry("kata default_memory", "512");
    assertThat(facts.versions())
        .containsEntry(
            "guest image",
            "/opt/kata/share/kata-containers/kata-containers.img -> kata-ubuntu-noble-4.1.0.image")
        .containsEntry(
            "guest kernel", "/opt/kata/share/kata-containers/vmlinux.container (not there)");
  }

  @Test
  void theRustRuntimeHasPlacesOfItsOwnAndNamesItsHypervisor() throws IOException {
    write("/etc/kata-containers/configuration.toml", BASE);
    write(
        "/opt/kata/share/defaults/kata-containers/runtime-rs/configuration.toml",
        """
        [hypervisor.clh]
        overhead_vcpus = 0.2
        [hypervisor.dragonball]
        overhead_vcpus = 1.5
        [runtime]
        hypervisor_name = "dragonball"
        """);

    KataFacts facts = KataFacts.read(root, "/opt/kata/runtime-rs/bin/containerd-shim-kata-v2", "");

    assertThat(facts.terms())
        .containsEntry("kata overhead_vcpus", "1.5")
        .doesNotContainKey("kata default_vcpus");
  }

  @Test
  void whatCannotBeReadIsUnknownWithTheReason() throws IOException {
    assertThat(KataFacts.read(root, "", NAMED).terms().get("kata sandbox_cgroup_only"))
        .isEqualTo("unknown: " + NAMED + " is not there");
    assertThat(KataFacts.read(root, "", "").versions().get("kata configuration sha256"))
        .startsWith("unknown: /etc/kata-containers/configuration.toml, ")
        .endsWith("is not there");

    write(NAMED, "[hypervisor.qemu\n");
    assertThat(KataFacts.read(root, "", NAMED).versions().get("kata configuration file"))
        .startsWith("unknown: configuration-qemu.toml is no TOML: ");
    assertThat(KataFacts.read(root, "", NAMED).versions().get("kata agent"))
        .startsWith("unknown: ");
  }

  @Test
  void annotationsThatTheConfigurationDoesNotPermitAreNamed() throws IOException {
    write(NAMED, BASE);
    KataFacts facts = KataFacts.read(root, "", NAMED);
    String hypervisor = "io.katacontainers.config.hypervisor.";

    assertThat(
            facts.notPermitted(
                Map.of(
                    hypervisor + "default_vcpus",
                    "1",
                    hypervisor + "enable_iommu",
                    "true",
                    hypervisor + "virtio_fs_cache",
                    "never",
                    "io.katacontainers.config.runtime.disable_guest_seccomp",
                    "false")))
        .contains(
            NAMED
                + " permits no annotation default_vcpus: add it to enable_annotations, or set it in"
                + " a file of config.d");
    assertThat(facts.notPermitted(Map.of(hypervisor + "enable_iommu", "true"))).isEmpty();
    assertThat(KataFacts.read(root, "", "/x").notPermitted(Map.of(hypervisor + "a", "b")))
        .isEmpty();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(root.resolve(path.substring(1, path.lastIndexOf('/'))));
    Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Files.createDirectories(root.resolve(path.substring(1, path.lastIndexOf('/'))));
    Files.createSymbolicLink(root.resolve(path.substring(1)), Path.of(target));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
