package dev.tare.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The flags that a running sentry was started with: what decides its platform, file access and
 * network, as it is and not as a configuration says. Flags that are not given have runsc's
 * defaults.
 *
 * @param proc {@code /proc} of this machine, or a tree that stands for it
 */
record SentryFlags(Path proc) {
  /** Where runsc keeps things and which descriptors it was given: other in each pod. */
  private static final List<String> PLUMBING =
      List.of("root", "log", "log-format", "panic-log", "user-log", "debug-log", "pod-init-config");

  /** Sorted, {@code name=value}; or why they are not known. */
  String of(int pid) {
    try {
      String flags =
          Arrays.stream(Files.readString(proc.resolve(pid + "/cmdline")).split("\0", -1))
              .skip(1)
              .takeWhile(word -> word.startsWith("-"))
              .map(word -> word.replaceFirst("^--?", ""))
              .filter(SentryFlags::decides)
              .sorted()
              .collect(Collectors.joining(" "));
      return flags.isEmpty() ? "none" : flags;
    } catch (IOException e) {
      return "unknown: the sentry's command line cannot be read: " + e.getMessage();
    }
  }

  private static boolean decides(String flag) {
    String name = flag.split("=", 2)[0];
    return !PLUMBING.contains(name) && !name.endsWith("-fd");
  }
}
