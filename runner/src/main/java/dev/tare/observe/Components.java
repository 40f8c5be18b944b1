package dev.tare.observe;

import dev.tare.result.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each process of one sandbox is to it. Programs of the runtimes are known by the name that
 * they give themselves; {@code comm} does not do, because gVisor's processes are all called {@code
 * exe} and the kernel cuts QEMU's name. What runs in a container's own cgroup is the workload, by
 * whatever name: a pod may well run a hypervisor of its own.
 */
final class Components {
  private static final List<String> VMMS =
      List.of(
          "qemu-",
          "cloud-hypervisor",
          "clh",
          "firecracker",
          "stratovirt",
          "dragonball",
          "openvmm",
          "crosvm");

  /** What serves files to a guest over virtio-fs: nydusd takes virtiofsd's place, and its part. */
  private static final List<String> FILE_SERVERS = List.of("virtiofsd", "nydusd");

  private final Sandbox sandbox;
  private final Map<Integer, NodeProcess> processes = new HashMap<>();
  private final boolean kata;

  Components(Sandbox sandbox, List<NodeProcess> processes) {
    this.sandbox = sandbox;
    processes.forEach(process -> this.processes.put(process.pid(), process));
    this.kata = processes.stream().anyMatch(Components::kataShim);
  }

  static boolean kataShim(NodeProcess process) {
    return shim(process) && process.program().contains("kata");
  }

  static boolean shim(NodeProcess process) {
    // CRI-O's counterpart of a shim is conmon, one per container.
    return process.program().startsWith("containerd-shim")
        || process.program().startsWith("conmon");
  }

  Component of(NodeProcess process) {
    if (gvisor(process, "runsc-sandbox", "boot")) {
      return Component.SENTRY;
    }
    if (gvisor(process, "runsc-gofer", "gofer")) {
      return Component.GOFER;
    }
    if (process.program().equals("runsc") && process.argv().contains("wait")) {
      return Component.RUNSC_WAIT;
    }
    if (belowSentry(process)) {
      return Component.STUB;
    }
    return inGuestOrContainer(process);
  }

  private Component inGuestOrContainer(NodeProcess process) {
    String path = process.cgroup().path();
    // CRI-O names the group of a container's monitor after the container as well.
    boolean inContainer = Ownership.keys(sandbox).stream().skip(1).anyMatch(path::contains);
    if (inContainer && !path.contains("conmon-")) {
      return Component.WORKLOAD;
    }
    if (shim(process)) {
      return Component.SHIM;
    }
    if (VMMS.stream().anyMatch(name -> process.program().startsWith(name))) {
      return Component.VMM;
    }
    if (FILE_SERVERS.stream().anyMatch(name -> process.program().startsWith(name))) {
      return Component.VIRTIOFSD;
    }
    boolean inSandboxCgroup = path.contains(Ownership.key(sandbox.id()));
    return inSandboxCgroup && !kata ? Component.PAUSE : Component.OTHER;
  }

  private static boolean gvisor(NodeProcess process, String name, String verb) {
    return process.program().equals(name)
        || (process.program().equals("runsc") && process.argv().contains(verb));
  }

  /** The stubs' command lines are empty: they are known by the sentry above them. */
  private boolean belowSentry(NodeProcess process) {
    NodeProcess above = processes.get(process.parent());
    for (int depth = 0; above != null && depth < processes.size(); depth++) {
      if (gvisor(above, "runsc-sandbox", "boot")) {
        return true;
      }
      above = processes.get(above.parent());
    }
    return false;
  }
}
