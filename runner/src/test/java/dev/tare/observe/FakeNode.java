package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node's {@code /proc} and {@code /sys/fs/cgroup} as files: captured trees, and written ones. */
public final class FakeNode {
  static final long KIB = 1024;

  private final Path root;
  private final int cgroupVersion;

  public FakeNode(Path root, int cgroupVersion) {
    this.root = root;
    this.cgroupVersion = cgroupVersion;
    write("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 800 kB\nHugePages_Total: 4\n");
    if (cgroupVersion == 2) {
      write("cgroup/cgroup.controllers", "cpu memory pids\n");
    }
  }

  /** A copy of a tree that was captured from real sandboxes; add to it as needed. */
  static FakeNode captured(Path root, String name) {
    Path source = Path.of("src/test/resources/process-trees", name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(source.relativize(file).toString());
        Files.createDirectories(parent(copy));
        Files.copy(file, copy);
      }
      Files.createDirectories(root.resolve("cgroup/memory"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FakeNode(root, 1);
  }

  /** A process of so many KiB of anonymous memory, started at {@code pid} ticks. */
  public FakeNode process(int pid, int parent, String cgroup, long kib, String... argv) {
    String comm = argv.length == 0 ? "exe" : String.valueOf(Path.of(argv[0]).getFileName());
    write("proc/%d/stat".formatted(pid), stat(pid, parent, comm, 0));
    write(
        "proc/%d/cmdline".formatted(pid),
        Stream.of(argv).map(a -> a + "\0").collect(Collectors.joining()));
    write(
        "proc/%d/cgroup".formatted(pid),
        cgroupVersion == 1 ? "4:memory:" + cgroup + "\n0::/\n" : "0::" + cgroup + "\n");
    return rollup(pid, kib, 0);
  }

  FakeNode rollup(int pid, long kib, long hugetlbKib) {
    return write(
        "proc/%d/smaps_rollup".formatted(pid),
        """
        00400000-7fff5c677000 ---p 00000000 00:00 0                              [rollup]
        Rss: 999999 kB
        Pss: %1$d kB
        Pss_Anon: %1$d kB
        Pss_File: 0 kB
        Pss_Shmem: 0 kB
        Shared_Hugetlb: 0 kB
        Private_Hugetlb: %2$d kB
        """
            .formatted(kib, hugetlbKib));
  }

  FakeNode onTerminal(int pid, int parent) {
    return write("proc/%d/stat".formatted(pid), stat(pid, parent, "crictl", 34816));
  }

  /** A file descriptor, as a link to what the kernel names it. */
  FakeNode descriptor(int pid, int number, String target) {
    Path link = root.resolve("proc/%d/fd/%d".formatted(pid, number));
    try {
      Files.createDirectories(parent(link));
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public FakeNode cgroup(String path, long current, String stat) {
    String folder = cgroupVersion == 1 ? "cgroup/memory" + path : "cgroup" + path;
    write(
        folder + (cgroupVersion == 1 ? "/memory.usage_in_bytes" : "/memory.current"),
        current + "\n");
    return write(folder + "/memory.stat", stat);
  }

  public FakeNode write(String path, String text) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(parent(file));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public Path path(String path) {
    return root.resolve(path);
  }

  List<Reading> memory(Sandbox... sandboxes) {
    try (LocalObserver observer = new LocalObserver(root.resolve("proc"), root.resolve("cgroup"))) {
      return observer.memory(List.of(sandboxes));
    }
  }

  /** That pod's tree; fails when it could not be seen. */
  static Reading.ProcessTree tree(List<Reading> readings, String pod) {
    return views(readings, Reading.ProcessTree.class).stream()
        .filter(tree -> tree.pod().equals(pod))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no tree of " + pod + " in " + readings));
  }

  static <T extends Reading> List<T> views(List<Reading> readings, Class<T> view) {
    return readings.stream().filter(view::isInstance).map(view::cast).toList();
  }

  /** Which pids are what. */
  static Map<Component, List<Integer>> components(Reading.ProcessTree tree) {
    Map<Component, List<Integer>> pids = new TreeMap<>();
    for (ProcessMemory process : tree.processes()) {
      pids.computeIfAbsent(process.component(), any -> new ArrayList<>()).add(process.pid());
    }
    return pids;
  }

  private static String stat(int pid, int parent, String comm, int terminal) {
    return "%d (%s) S %d %d %d %d -1 0 0 0 0 0 0 0 0 0 20 0 1 0 %d 0 0\n"
        .formatted(pid, comm, parent, pid, pid, terminal, pid);
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
