package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which programs serve a sandbox of Kata or gVisor, asked of the very files that its processes run
 * from: a package that was upgraded meanwhile says something else.
 */
public final class ProgramVersions {
  private static final int SECONDS = 5;
  private static final int LONGEST = 4096;

  private final Path proc;

  /**
   * @param proc {@code /proc} of this machine, or a tree that stands for it
   */
  public ProgramVersions(Path proc) {
    this.proc = proc;
  }

  /**
   * Part to its first line of {@code --version}, or why it is not known, and the flags of gVisor's
   * sentry; none under a plain container.
   */
  public Map<String, String> of(List<ProcessMemory> processes) {
    Map<String, String> versions = new LinkedHashMap<>();
    processes.stream()
        .filter(process -> process.component() == Component.SENTRY)
        .findFirst()
        .ifPresent(
            sentry -> {
              versions.put("runsc", version(sentry));
              versions.put("runsc flags", new SentryFlags(proc).of(sentry.pid()));
            });
    boolean kata = processes.stream().anyMatch(ProgramVersions::kataShim);
    for (ProcessMemory process : kata ? processes : List.<ProcessMemory>of()) {
      if (kataShim(process)) {
        versions.put("kata shim", version(process));
        if (process.component() == Component.VMM) {
          versions.put("hypervisor", "dragonball, inside the shim");
        }
      } else if (process.component() == Component.VMM) {
        versions.put("hypervisor", version(process));
      } else if (process.component() == Component.VIRTIOFSD) {
        versions.put("file server", version(process));
      }
    }
    if (kata) {
      versions.putIfAbsent("hypervisor", "unknown: no process of this node is the sandbox's");
    }
    return versions;
  }

  private static boolean kataShim(ProcessMemory process) {
    return process.command().startsWith("containerd-shim") && process.command().contains("kata");
  }

  private String version(ProcessMemory process) {
    String program = proc.resolve(process.pid() + "/exe").toString();
    try {
      Process asked =
          new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      // Waits first: a program that prints more than a pipe holds and does not end is no version.
      if (!asked.waitFor(SECONDS, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
        return "unknown: %s does not answer --version".formatted(process.command());
      }
      String said = said(asked);
      return asked.exitValue() == 0 && !said.isEmpty()
          ? said
          : "unknown: %s --version ends with %d".formatted(process.command(), asked.exitValue());
    } catch (IOException e) {
      return "unknown: %s cannot be asked: %s".formatted(process.command(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown: interrupted";
    }
  }

  private static String said(Process asked) throws IOException {
    try (InputStream out = asked.getInputStream()) {
      return new String(out.readNBytes(LONGEST), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .findFirst()
          .orElse("");
    }
  }
}
