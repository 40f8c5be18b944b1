package dev.tare.observe;

import dev.tare.result.Fact;
import dev.tare.result.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the node that this program runs on, as root in the node's own process namespace. */
public final class LocalObserver implements Observer {
  private final Path proc;
  private final Path cgroupRoot;
  private final NodeStrain strain;

  /**
   * @param procRoot {@code /proc}, or a captured tree
   * @param cgroupRoot {@code /sys/fs/cgroup}, or a captured tree
   */
  public LocalObserver(Path procRoot, Path cgroupRoot) {
    this.proc = procRoot;
    this.cgroupRoot = cgroupRoot;
    this.strain = new NodeStrain(procRoot, new CgroupSampler(cgroupRoot));
  }

  /** The machine that this program runs on. */
  public LocalObserver() {
    this(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
  }

  /**
   * The node first, because looking at the processes itself takes memory. The level of each reading
   * is the number of sandboxes given.
   */
  @Override
  public List<Reading> memory(List<Sandbox> sandboxes) {
    int level = sandboxes.size();
    List<Reading> readings = new ArrayList<>();
    readings.add(new Reading.Node(level, meminfo()));
    if (sandboxes.isEmpty()) {
      return readings;
    }
    ProcessTable table = ProcessTable.read(proc, cgroupRoot);
    Ownership owners = new Ownership(sandboxes, table);
    ProcessTrees trees = new ProcessTrees(proc, table, owners);
    SandboxCgroups cgroups = new SandboxCgroups(cgroupRoot, sandboxes, table, owners);
    for (Sandbox sandbox : sandboxes) {
      Reading tree = trees.read(sandbox, level);
      readings.add(tree);
      readings.addAll(cgroups.read(sandbox, level));
      if (usesHugePages(tree)) {
        readings.addAll(besideHugePages(sandbox));
      }
    }
    // Last, and of the newest pod alone: asking makes a guest and its shim larger.
    new GuestMemory(proc, owners).read(sandboxes.getLast(), level).ifPresent(readings::add);
    return readings;
  }

  @Override
  public Reading strain(List<Sandbox> sandboxes) {
    return strain.read(sandboxes);
  }

  private static boolean usesHugePages(Reading reading) {
    return reading instanceof Reading.ProcessTree tree
        && tree.processes().stream().anyMatch(process -> process.hugetlb() > 0);
  }

  /** Pages of a pool were taken from the node when the pool was made, and no memory cgroup pays. */
  private static List<Reading> besideHugePages(Sandbox sandbox) {
    String reason =
        "pod %s uses preallocated huge pages, which neither MemAvailable nor memory.stat shows"
            .formatted(sandbox.pod());
    return List.of(new Reading.Blind("node", reason), new Reading.Blind("cgroup", reason));
  }

  private Map<String, Long> meminfo() {
    try {
      return KernelTable.parse(Files.readString(proc.resolve("meminfo")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + proc.resolve("meminfo"), e);
    }
  }

  @Override
  public List<Reading> cpu(List<Sandbox> sandboxes) {
    return CpuLook.at(proc, cgroupRoot, sandboxes);
  }

  @Override
  public Map<String, Long> diskWrites() {
    return DiskWrites.read(proc);
  }

  @Override
  public List<Fact> facts() {
    return new HostFacts(Path.of("/")).read();
  }

  @Override
  public void close() {}
}
