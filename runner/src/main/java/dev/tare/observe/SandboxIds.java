package dev.tare.observe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sandbox's id of a pod of which the UID is known, without asking the runtime. The pod's cgroup
 * has a child for the sandbox, beside those of its containers; gVisor has no such children, but its
 * sentry runs in the pod's cgroup and names the sandbox.
 */
public final class SandboxIds {
  private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");
  private static final String SENTRY = "runsc-sandbox";

  private final Path proc;
  private final Path cgroupRoot;
  private final PodGroups groups;

  /**
   * @param proc {@code /proc}, or a captured tree
   * @param cgroupRoot {@code /sys/fs/cgroup}, or a captured tree
   */
  public SandboxIds(Path proc, Path cgroupRoot) {
    this.proc = proc;
    this.cgroupRoot = cgroupRoot;
    this.groups = new PodGroups(cgroupRoot);
  }

  /**
   * Its id; empty when nothing on this node shows it, or when it cannot be told from others.
   *
   * @param containers ids of all containers of the pod
   */
  public Optional<String> of(String uid, Collection<String> containers) {
    ProcessTable table = ProcessTable.read(proc, cgroupRoot);
    List<NodeProcess> inside =
        table.byPid().values().stream().filter(process -> inGroup(process, uid)).toList();
    return only(children(uid, inside), containers)
        .or(() -> only(named(inside, process -> process.program().equals(SENTRY)), containers))
        .or(() -> only(named(inside, _ -> true), containers));
  }

  private static boolean inGroup(NodeProcess process, String uid) {
    return process.cgroup().segments().stream().anyMatch(name -> PodGroups.named(name, uid));
  }

  private Set<String> children(String uid, List<NodeProcess> inside) {
    Set<String> ids = new TreeSet<>();
    inside.forEach(process -> process.cgroup().segments().forEach(name -> add(name, ids)));
    for (Path group : groups.of(uid)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(group)) {
        children.forEach(child -> add(String.valueOf(child.getFileName()), ids));
      } catch (IOException e) {
        // The pod is just going.
      }
    }
    return ids;
  }

  private static Set<String> named(List<NodeProcess> processes, Predicate<NodeProcess> which) {
    Set<String> ids = new TreeSet<>();
    processes.stream()
        .filter(which)
        .forEach(process -> process.argv().forEach(argument -> add(argument, ids)));
    return ids;
  }

  private static void add(String text, Set<String> ids) {
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
  }

  private static Optional<String> only(Set<String> ids, Collection<String> containers) {
    ids.removeAll(containers);
    return ids.size() == 1 ? ids.stream().findFirst() : Optional.empty();
  }
}
