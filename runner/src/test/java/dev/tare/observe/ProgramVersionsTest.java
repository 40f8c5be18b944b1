package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs are shell scripts that print what Kata's own print, after its sources. */
class ProgramVersionsTest {
  private static final String SHIM = "containerd-shim-kata-v2";

  @TempDir Path proc;

  @Test
  void theRunningProgramsAreAsked() throws IOException {
    program(10, "echo 'Kata Containers containerd shim (Golang): version: 4.1.0'");
    program(11, "echo; echo 'cloud-hypervisor v51.0'; echo more");
    program(12, "echo 'virtiofsd 1.13.2' >&2");

    assertThat(
            of(
                process(10, Component.SHIM, SHIM),
                process(11, Component.VMM, "cloud-hypervisor"),
                process(12, Component.VIRTIOFSD, "virtiofsd")))
        .isEqualTo(
            Map.of(
                "kata shim", "Kata Containers containerd shim (Golang): version: 4.1.0",
                "hypervisor", "cloud-hypervisor v51.0",
                "file server", "virtiofsd 1.13.2"));
  }

  @Test
  void aSentryTellsItsVersionAndTheFlagsThatDecideHowItWorks() throws IOException {
    program(10, "echo 'runsc version v1'; echo 'spec: 1.2.1'");
    Files.writeString(
        proc.resolve("10/cmdline"),
        String.join(
            "\0",
            "runsc-sandbox",
            "--root=/run/runsc",
            "--log-fd=3",
            "--platform=systrap",
            "--directfs=false",
            "boot",
            "--bundle=/x",
            ""));

    assertThat(of(process(10, Component.SENTRY, "runsc-sandbox")))
        .isEqualTo(
            Map.of("runsc", "runsc version v1", "runsc flags", "directfs=false platform=systrap"));
  }

  @Test
  void aHypervisorInsideTheShimAndOneThatIsNotHereAreSaid() throws IOException {
    program(10, "echo shim");

    assertThat(of(process(10, Component.VMM, SHIM)))
        .containsEntry("hypervisor", "dragonball, inside the shim");
    assertThat(of(process(10, Component.SHIM, SHIM)))
        .containsEntry("hypervisor", "unknown: no process of this node is the sandbox's");
  }

  @Test
  void aProgramThatDoesNotAnswerIsUnknownWithTheReason() throws IOException {
    program(10, "exit 3");

    assertThat(of(process(10, Component.SHIM, SHIM), process(11, Component.VMM, "qemu")))
        .containsEntry("kata shim", "unknown: containerd-shim-kata-v2 --version ends with 3")
        .hasEntrySatisfying(
            "hypervisor", said -> assertThat(said).startsWith("unknown: qemu cannot be asked: "));
  }

  @Test
  void otherRuntimesProgramsAreNotStarted() {
    assertThat(of(process(10, Component.SHIM, "containerd-shim-runc-v2"))).isEmpty();
  }

  private Map<String, String> of(ProcessMemory... processes) {
    return new ProgramVersions(proc).of(List.of(processes));
  }

  private void program(int pid, String script) throws IOException {
    Path exe = proc.resolve(pid + "/exe");
    Files.createDirectories(proc.resolve(String.valueOf(pid)));
    Files.writeString(exe, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(exe, PosixFilePermissions.fromString("rwx------"));
  }

  private static ProcessMemory process(int pid, Component component, String command) {
    return new ProcessMemory(pid, component, command, "/", 0, 0, 0, 0, 0);
  }
}
