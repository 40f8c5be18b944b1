package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the kernel says of how processes of the node are held: {@code status} of each of their
 * threads, and their namespaces against those of the node's kernel threads.
 */
public final class Confinement {
  private static final List<String> NAMESPACES =
      List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts");

  private final Path proc;

  /**
   * @param proc {@code /proc} of the node's process namespace, or a tree that stands for it
   */
  public Confinement(Path proc) {
    this.proc = proc;
  }

  /** Those that are alike once, with their number, ordered by what they are to the sandbox. */
  public List<Serving> of(List<ProcessMemory> processes) {
    Map<Serving, Long> alike =
        processes.stream()
            .map(this::one)
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    List<Serving> serving = new ArrayList<>();
    alike.forEach((one, count) -> serving.add(times(one, Math.toIntExact(count))));
    serving.sort(Comparator.comparing(Serving::component));
    return serving;
  }

  private static Serving times(Serving one, int count) {
    return new Serving(
        one.component(),
        one.program(),
        count,
        one.seccomp(),
        one.seccompFilters(),
        one.noNewPrivileges(),
        one.user(),
        one.namespaces(),
        one.capabilities());
  }

  private Serving one(ProcessMemory process) {
    Component component = process.component();
    try {
      Map<String, String> status = status(process.pid() + "/status");
      return new Serving(
          component,
          process.command(),
          1,
          seccomp(process.pid()),
          field(status, "Seccomp_filters"),
          field(status, "NoNewPrivs"),
          effective(field(status, "Uid")),
          namespaces(process.pid()),
          field(status, "CapEff"));
    } catch (IOException e) {
      String unknown = "unknown: " + e.getMessage();
      return new Serving(
          component, process.command(), 1, unknown, unknown, unknown, unknown, unknown, unknown);
    }
  }

  private Map<String, String> status(String file) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : Files.readAllLines(proc.resolve(file))) {
      String[] pair = line.split(":", 2);
      if (pair.length == 2) {
        fields.put(pair[0], pair[1].strip());
      }
    }
    return fields;
  }

  private static String field(Map<String, String> status, String name) {
    return status.getOrDefault(name, "unknown: this kernel's status has no " + name);
  }

  /** Of real, effective, saved and file system id the second. */
  private static String effective(String ids) {
    return ids.startsWith("unknown") ? ids : ids.split("\\s+", -1)[1];
  }

  /** A filter holds a thread, not a process: all of them are looked at. */
  private String seccomp(int pid) throws IOException {
    Map<String, Integer> modes = new TreeMap<>(Comparator.reverseOrder());
    int threads = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve(pid + "/task"))) {
      for (Path task : tasks) {
        try {
          modes.merge(
              field(status(pid + "/task/" + task.getFileName() + "/status"), "Seccomp"),
              1,
              Integer::sum);
          threads++;
        } catch (IOException e) {
          if (Files.exists(task)) {
            throw e;
          }
          // The thread has ended meanwhile.
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (modes.size() == 1) {
      return modes.keySet().iterator().next();
    }
    int all = threads;
    return modes.isEmpty()
        ? "unknown: it ended while it was looked at"
        : modes.entrySet().stream()
            .map(mode -> "%s in %d of %d threads".formatted(mode.getKey(), mode.getValue(), all))
            .collect(Collectors.joining(", "));
  }

  private String namespaces(int pid) {
    List<String> own = new ArrayList<>();
    String reference = reference();
    for (String name : NAMESPACES) {
      try {
        if (!link(pid + "/ns/" + name).equals(link(reference + "/ns/" + name))) {
          own.add(name);
        }
      } catch (NoSuchFileException e) {
        // A kernel without this kind of namespace.
      } catch (IOException e) {
        return "unknown: the namespaces of one of both may not be looked at";
      }
    }
    return String.join(" ", own);
  }

  private Path link(String file) throws IOException {
    return Files.readSymbolicLink(proc.resolve(file));
  }

  /**
   * Kernel threads live in the namespaces that the node began with, and any root may look at them.
   * Where none is seen, as from a container, it is the first process.
   */
  private String reference() {
    try {
      return Files.readString(proc.resolve("2/comm")).strip().equals("kthreadd") ? "2" : "1";
    } catch (IOException e) {
      return "1";
    }
  }
}
