package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The host-side ends of pods' interfaces, in the network namespace of the embedded node. */
final class PodLinks implements AutoCloseable {
  private final Path containerd;
  private final Set<String> before;
  private final List<String> limited = new ArrayList<>();

  PodLinks(RealNode node) throws IOException {
    containerd = node.containerd();
    before = names();
  }

  private Set<String> names() throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (String line : Files.readAllLines(containerd.resolve("net/dev"))) {
      String name = line.strip().split(":", 2)[0];
      if (name.startsWith("veth")) {
        names.add(name);
      }
    }
    return names;
  }

  /** The link of the next pod that comes up, after those that were awaited before. */
  String next() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      for (String name : names()) {
        if (before.add(name)) {
          return name;
        }
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no pod came up within a minute");
  }

  /** What leaves that end, and so enters the pod, may be no more than so many Mbit/s. */
  void limit(String link, int megabits) throws IOException {
    tc(
        "add",
        "dev",
        link,
        "root",
        "tbf",
        "rate",
        megabits + "mbit",
        "burst",
        "64kb",
        "latency",
        "50ms");
    limited.add(link);
  }

  private void tc(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("nsenter", "-t", "" + containerd.getFileName(), "-m", "-n", "tc", "qdisc"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // It has closed its output, so it is ending.
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
  }

  /** Takes the limits away from links that are still there: most went with their pods. */
  @Override
  public void close() throws IOException {
    Set<String> there = names();
    for (String link : limited) {
      if (there.contains(link)) {
        tc("del", "dev", link, "root");
      }
    }
  }
}
