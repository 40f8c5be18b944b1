package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.result.Component;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinementTest {
  private static final String HELD =
      """
      Name:\tx
      Uid:\t0\t65534\t0\t0
      NoNewPrivs:\t1
      Seccomp:\t2
      Seccomp_filters:\t3
      CapEff:\t0000000000000000
      """;

  @TempDir Path proc;

  @BeforeEach
  void theNodesFirstProcess() throws IOException {
    namespaces(1, "user:[1]", "net:[1]");
  }

  @Test
  void whatTheKernelSaysIsTakenAsItIs() throws IOException {
    thread(7, 7, HELD);
    namespaces(7, "user:[2]", "net:[1]");

    assertThat(of(process(7, Component.SENTRY, "runsc-sandbox")))
        .containsExactly(
            new Serving(
                Component.SENTRY,
                "runsc-sandbox",
                1,
                "2",
                "3",
                "1",
                "65534",
                "user",
                "0000000000000000"));
  }

  @Test
  void processesThatAreAlikeAreCounted() throws IOException {
    for (int pid : List.of(7, 8, 9)) {
      thread(pid, pid, pid == 9 ? HELD.replace("Seccomp:\t2", "Seccomp:\t0") : HELD);
      namespaces(pid, "user:[1]", "net:[1]");
    }

    assertThat(
            of(
                process(7, Component.STUB, "exe"),
                process(8, Component.STUB, "exe"),
                process(9, Component.STUB, "exe")))
        .extracting(Serving::processes, Serving::seccomp)
        .containsExactly(tuple(2, "2"), tuple(1, "0"));
  }

  @Test
  void aThreadWithoutTheFilterIsToldForAFilterHoldsThreads() throws IOException {
    thread(7, 7, HELD);
    thread(7, 70, HELD);
    thread(7, 71, HELD.replace("Seccomp:\t2", "Seccomp:\t0"));
    namespaces(7, "user:[1]", "net:[2]");

    assertThat(of(process(7, Component.VMM, "qemu")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.seccomp()).isEqualTo("2 in 2 of 3 threads, 0 in 1 of 3 threads");
              assertThat(one.namespaces()).isEqualTo("net");
            });
  }

  @Test
  void kernelThreadsAreComparedWithRatherThanTheFirstProcess() throws IOException {
    namespaces(2, "user:[2]", "net:[1]");
    Files.writeString(proc.resolve("2/comm"), "kthreadd\n");
    thread(7, 7, HELD);
    namespaces(7, "user:[2]", "net:[3]");

    assertThat(of(process(7, Component.SENTRY, "x")))
        .extracting(Serving::namespaces)
        .containsExactly("net");
  }

  @Test
  void whatCannotBeReadSaysWhy() throws IOException {
    thread(7, 7, "Seccomp:\t0\n");
    namespaces(7, "user:[1]", "net:[1]");

    assertThat(of(process(7, Component.SHIM, "shim"), process(8, Component.GOFER, "gofer")))
        .hasSize(2)
        .satisfies(
            both -> {
              assertThat(both.getFirst().capabilities())
                  .isEqualTo("unknown: this kernel's status has no CapEff");
              assertThat(both.getFirst().user()).startsWith("unknown: ");
              assertThat(both.getLast().seccomp()).startsWith("unknown: ");
            });
  }

  private List<Serving> of(ProcessMemory... processes) {
    return new Confinement(proc).of(List.of(processes));
  }

  private static ProcessMemory process(int pid, Component component, String command) {
    return new ProcessMemory(pid, component, command, "/", 0, 0, 0, 0, 0);
  }

  private void thread(int pid, int thread, String status) throws IOException {
    Path task = Files.createDirectories(proc.resolve(pid + "/task/" + thread));
    Files.writeString(task.resolve("status"), status);
    if (pid == thread) {
      Files.writeString(proc.resolve(pid + "/status"), status);
    }
  }

  private void namespaces(int pid, String... links) throws IOException {
    Path folder = Files.createDirectories(proc.resolve(pid + "/ns"));
    for (String link : links) {
      Files.createSymbolicLink(folder.resolve(link.replaceFirst(":.*", "")), Path.of(link));
    }
  }
}
