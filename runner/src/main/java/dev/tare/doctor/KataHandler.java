package dev.tare.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What the name of a Kata handler tells, by the names that Kata's installer gives: {@code kata-},
 * then the configuration, {@code kata-qemu-snp} or {@code kata-clh-runtime-rs}.
 *
 * @param name whole, {@code kata-qemu}
 * @param parts of the configuration's name
 */
record KataHandler(String name, List<String> parts) {
  private static final String PREFIX = "kata";

  KataHandler {
    parts = List.copyOf(parts);
  }

  /** Empty when it is no handler of Kata's. */
  static Optional<KataHandler> of(String handler) {
    if (!handler.equals(PREFIX) && !handler.startsWith(PREFIX + "-")) {
      return Optional.empty();
    }
    return Optional.of(
        new KataHandler(handler, List.of(handler.split("-", -1)).stream().skip(1).toList()));
  }

  /** The hypervisor in words; empty when the name does not tell, or when there is none here. */
  Optional<String> hypervisor() {
    String first = parts.isEmpty() ? "" : parts.getFirst();
    return switch (first) {
      case "qemu" -> Optional.of("QEMU");
      case "clh", "cloud" -> Optional.of("Cloud Hypervisor");
      case "fc", "firecracker" -> Optional.of("Firecracker");
      case "dragonball" -> Optional.of("Dragonball, inside the shim");
      case "stratovirt" -> Optional.of("StratoVirt");
      case "openvmm" -> Optional.of("OpenVMM");
      default -> Optional.empty();
    };
  }

  boolean firecracker() {
    return hypervisor().filter("Firecracker"::equals).isPresent();
  }

  /** Peer pods: the guest is a machine of a cloud. */
  boolean remote() {
    return parts.contains("remote");
  }

  /** What keeps the guest's memory secret: {@code snp}, {@code tdx} or {@code se}. */
  Optional<String> confidential() {
    return parts.stream().filter(List.of("snp", "tdx", "se")::contains).findFirst();
  }
}
