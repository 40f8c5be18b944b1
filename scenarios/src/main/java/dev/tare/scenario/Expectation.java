package dev.tare.scenario;

import java.util.Optional;

/**
 * What a runtime claims to be; checked against its receipt.
 *
 * @param sandbox the kind of kernel that the pod must see
 * @param hypervisor for example {@code qemu}
 */
public record Expectation(Optional<SandboxKind> sandbox, Optional<String> hypervisor) {

  public static Expectation none() {
    return new Expectation(Optional.empty(), Optional.empty());
  }
}
