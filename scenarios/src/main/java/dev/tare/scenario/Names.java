package dev.tare.scenario;

import dev.tare.scenario.yaml.Node;
import dev.tare.scenario.yaml.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that names take. */
final class Names {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern HANDLER =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
  private static final Pattern LABELS =
      Pattern.compile("(?=.{2,63}$)([a-z0-9][a-z0-9-]*)?\\*([a-z0-9-]*[a-z0-9])?");
  private static final Pattern HANDLERS =
      Pattern.compile("(?=.{2,63}$)([A-Za-z0-9][A-Za-z0-9._-]*)?\\*([A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern SOCKET = Pattern.compile("unix:///\\S+");

  private Names() {}

  /** A name that is part of run ids, pod names and series: a DNS label. */
  static Optional<String> label(Value value) {
    return value.text(LABEL, "a name of a-z, 0-9 and - with at most 63 letters");
  }

  /** A name as above, or one with a star that stands for several. */
  static Optional<String> labelOrPattern(Value value) {
    return hasStar(value)
        ? value.text(LABELS, "a name of a-z, 0-9 and - with one *, such as kata-*")
        : label(value);
  }

  private static boolean hasStar(Value value) {
    return value.entry().map(Node.Entry::value).orElse(null) instanceof Node.Scalar scalar
        && scalar.text().contains("*");
  }

  static boolean isLabel(String name) {
    return LABEL.matcher(name).matches();
  }

  /** A RuntimeClass or a CRI handler, which may have dots and capitals. */
  static Optional<String> handler(Value value) {
    return hasStar(value)
        ? value.text(HANDLERS, "a handler's name with one *, such as kata-*")
        : value.text(HANDLER, "a handler's name, such as kata-qemu");
  }

  /** One runtime of the target, by its name there. */
  static Optional<String> runtime(Value value) {
    return value.text(HANDLER, "a runtime's name, such as runc");
  }

  static Optional<String> socket(Value value) {
    return value.text(SOCKET, "a socket, such as unix:///run/containerd/containerd.sock");
  }
}
