package dev.tare.target.pods;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.SandboxKind;
import dev.tare.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whose kernel a pod runs on.
 *
 * @param kind empty when what the pod shows fits none
 * @param description for people: {@code host 6.18.44}, {@code own (gVisor)}
 */
public record PodKernel(Optional<SandboxKind> kind, String description) {

  /**
   * A node's own kernel.
   *
   * @param bootId differs between any two running kernels
   */
  public record Host(String bootId, String release) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The boot id of this machine's kernel; empty where it has none, as on another system. */
    public static String ownBootId() {
      try {
        return Files.readString(BOOT_ID).strip();
      } catch (IOException e) {
        return "";
      }
    }

    /** Of the machine that this program runs on. */
    public static Host read() {
      try {
        return new Host(
            Files.readString(BOOT_ID).strip(),
            Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
      } catch (IOException e) {
        throw new TargetException("this machine's kernel does not tell its name: " + e, "");
      }
    }
  }

  /**
   * @param inside what the pod printed about itself
   */
  static PodKernel of(Map<String, String> inside, Host host) {
    String release = inside.getOrDefault("kernel.release", "unknown");
    if (host.bootId().equals(inside.get("kernel.boot_id"))) {
      return new PodKernel(Optional.of(SandboxKind.HOST), "host " + release);
    }
    String banner =
        inside.getOrDefault("kernel.dmesg", "") + inside.getOrDefault("kernel.version", "");
    if (banner.toLowerCase(Locale.ROOT).contains("gvisor")) {
      return new PodKernel(Optional.of(SandboxKind.USERSPACE_KERNEL), "own (gVisor)");
    }
    if (inside.containsKey("kernel.boot_id") && "yes".equals(inside.get("cpu.hypervisor"))) {
      return new PodKernel(Optional.of(SandboxKind.VM), "guest " + release);
    }
    return new PodKernel(Optional.empty(), "unknown, shows " + release);
  }

  String label() {
    return kind.map(SandboxKind::label).orElse("unknown");
  }

  /**
   * Why the pod is not what it is expected to be.
   *
   * @param processes that serve the sandbox: a hypervisor shows its name in its command line
   */
  Optional<String> refusal(Expectation expected, List<ProcessMemory> processes) {
    Optional<SandboxKind> wanted = expected.sandbox();
    if (wanted.isPresent() && !wanted.equals(kind)) {
      return Optional.of(
          "it is declared as %s, but its pod is on another kind of kernel: %s"
              .formatted(wanted.get().label(), description));
    }
    return expected
        .hypervisor()
        .filter(name -> processes.stream().noneMatch(process -> isHypervisor(process, name)))
        .map(name -> "it is declared to use " + name + ", but no such process serves its sandbox");
  }

  /** Dragonball has no process of its own: it is the shim that holds the virtual machine. */
  private static boolean isHypervisor(ProcessMemory process, String name) {
    boolean inShim =
        process.component() == Component.VMM && process.command().startsWith("containerd-shim");
    return process.command().contains(name) || (inShim && name.equals("dragonball"));
  }
}
