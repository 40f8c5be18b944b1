package dev.tare.scenario;

import dev.tare.scenario.yaml.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that names take. */
final class Names {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern HANDLER =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
  private static final Pattern SOCKET = Pattern.compile("unix:///\\S+");

  private Names() {}

  /** A name that is part of run ids, pod names and series: a DNS label. */
  static Optional<String> label(Value value) {
    return value.text(LABEL, "a name of a-z, 0-9 and - with at most 63 letters");
  }

  static boolean isLabel(String name) {
    return LABEL.matcher(name).matches();
  }

  /** A RuntimeClass or a CRI handler, which may have dots and capitals. */
  static Optional<String> handler(Value value) {
    return value.text(HANDLER, "a handler's name, such as kata-qemu");
  }

  static Optional<String> socket(Value value) {
    return value.text(SOCKET, "a socket, such as unix:///run/containerd/containerd.sock");
  }
}
