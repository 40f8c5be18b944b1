package dev.tare.scenario;

import java.util.Locale;

/** Whose kernel a pod runs on. */
public enum SandboxKind {
  /** The node's kernel: plain containers. */
  HOST,
  /** A kernel in user space, such as gVisor's. */
  USERSPACE_KERNEL,
  /** A guest kernel in a virtual machine. */
  VM;

  /** The name in scenario files and results: {@code host}, {@code userspace-kernel}, {@code vm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
