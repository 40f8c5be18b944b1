package dev.tare.scenario;

/** Which filter of system calls a pod asks for. */
public enum Seccomp {
  /** None: the only one that every runtime gives alike. */
  UNCONFINED,
  /**
   * The runtime's own, which the Pod Security level "restricted" demands. Sandboxes leave it out in
   * their guests, so that pods differ in it, and the scenario accepts that.
   */
  RUNTIME_DEFAULT
}
