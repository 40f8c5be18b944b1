package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The benchmarks' methods make real system calls. */
class BenchmarksTest {
  private final Syscall syscall = new Syscall();

  @BeforeEach
  void open() throws Throwable {
    syscall.open();
  }

  @AfterEach
  void close() throws Throwable {
    syscall.close();
  }

  @Test
  void everyCallAnswersWhatTheKernelSays() throws Throwable {
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);

    assertThat((long) syscall.getppid()).isEqualTo(parent);
    assertThat(syscall.getppidRaw()).isEqualTo(parent);
    assertThat(syscall.foreignCall()).isEqualTo(7);
    assertThat(syscall.clockGettime()).isZero();
    assertThat(syscall.read()).isEqualTo(1);
    assertThat(syscall.write()).isEqualTo(1);
    assertThat(syscall.stat()).isZero();
    int file = syscall.openClose();
    assertThat(syscall.openClose())
        .as("the file was closed, so its number is free")
        .isEqualTo(file);
  }

  @Test
  void aFailedCallIsNamedWithItsErrno() {
    try (Arena arena = Arena.ofConfined()) {
      IllegalStateException failure =
          Libc.failure(
              "open",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
              arena.allocateFrom("/no/such/file"),
              0);

      assertThat(failure)
          .hasMessageStartingWith("open")
          .hasMessageContaining("errno 2 (No such file");
    }
  }

  @Test
  void workIsADeterministicChain() {
    assertThat(new Cpu().work()).isEqualTo(new Cpu().work()).isNotZero();
  }

  @Test
  void idsAreSnakeCase() {
    assertThat(BenchmarkId.of("dev.tare.bench.suite.Syscall.openClose"))
        .isEqualTo("syscall.open_close");
  }

  @Test
  void jmhKnowsEveryBenchmark() throws Exception {
    try (BufferedReader list =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Syscall.class.getResourceAsStream("/META-INF/BenchmarkList")),
                StandardCharsets.UTF_8))) {
      assertThat(list.lines()).hasSize(19);
    }
  }
}
