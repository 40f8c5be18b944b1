package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * System calls, one per invocation. Every figure contains the foreign call itself, whose cost
 * {@link #foreignCall} shows.
 */
@State(Scope.Thread)
public class Syscall {
  private static final int CLOCK_MONOTONIC = 1;

  private static final FunctionDescriptor TO_INT = FunctionDescriptor.of(JAVA_INT);
  private static final FunctionDescriptor LONG_TO_LONG =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor CLOCK =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
  private static final FunctionDescriptor STAT = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);

  private static final MethodHandle LABS_CALL = Libc.function("labs", LONG_TO_LONG);
  private static final MethodHandle GETPPID_CALL = Libc.function("getppid", TO_INT);
  private static final MethodHandle SYSCALL_CALL =
      Libc.function("syscall", LONG_TO_LONG, Linker.Option.firstVariadicArg(1));
  private static final MethodHandle CLOCK_GETTIME_CALL = Libc.function("clock_gettime", CLOCK);
  private static final MethodHandle STAT_CALL = Libc.function("stat", STAT);

  private static final long GETPPID_NUMBER = getppidNumber(System.getProperty("os.arch"));

  /** Lives as long as the program, so that a native address never goes away under a call. */
  private static final MemorySegment MEMORY = Arena.global().allocate(256, 8);

  /** A regular file of the root file system, there wherever this program is. */
  private static final MemorySegment FILE =
      Arena.global().allocateFrom(Path.of(System.getProperty("java.home"), "release").toString());

  private int zero = -1;
  private int sink = -1;

  /** Opens what is read from and written to. */
  @Setup
  public void open() throws Throwable {
    zero = Posix.open(Arena.global().allocateFrom("/dev/zero"), Posix.O_RDONLY, 0);
    sink = Posix.open(Arena.global().allocateFrom("/dev/null"), Posix.O_WRONLY, 0);
  }

  @TearDown
  public void close() throws Throwable {
    Posix.close(zero);
    Posix.close(sink);
  }

  /** An empty foreign call: {@code labs} only looks at its argument. */
  @Benchmark
  public long foreignCall() throws Throwable {
    return (long) LABS_CALL.invokeExact(-7L);
  }

  /** The cheapest system call, by the C library's wrapper. */
  @Benchmark
  public int getppid() throws Throwable {
    return (int) GETPPID_CALL.invokeExact();
  }

  /** The same by {@code syscall(2)}: gVisor's systrap patches the wrapper's call site, not this. */
  @Benchmark
  public long getppidRaw() throws Throwable {
    long parent = (long) SYSCALL_CALL.invokeExact(GETPPID_NUMBER);
    if (parent < 0) {
      throw Libc.failure("syscall", LONG_TO_LONG, GETPPID_NUMBER);
    }
    return parent;
  }

  /** The monotonic clock; answered without entering the kernel where there is a vDSO. */
  @Benchmark
  public int clockGettime() throws Throwable {
    int result = (int) CLOCK_GETTIME_CALL.invokeExact(CLOCK_MONOTONIC, MEMORY);
    if (result < 0) {
      throw Libc.failure("clock_gettime", CLOCK, CLOCK_MONOTONIC, MEMORY);
    }
    return result;
  }

  /** One byte from /dev/zero. */
  @Benchmark
  public long read() throws Throwable {
    return one("read", Posix.read(zero, MEMORY, 1));
  }

  /** One byte to /dev/null. */
  @Benchmark
  public long write() throws Throwable {
    return one("write", Posix.write(sink, MEMORY, 1));
  }

  private static long one(String call, long count) {
    if (count != 1) {
      throw new IllegalStateException(call + " of one byte came back with " + count);
    }
    return count;
  }

  /** Opens a regular file of the root file system and closes it: two system calls. */
  @Benchmark
  public int openClose() throws Throwable {
    int file = Posix.open(FILE, Posix.O_RDONLY, 0);
    Posix.close(file);
    return file;
  }

  /** What the same file is, by its path. */
  @Benchmark
  public int stat() throws Throwable {
    int result = (int) STAT_CALL.invokeExact(FILE, MEMORY);
    if (result < 0) {
      throw Libc.failure("stat", STAT, FILE, MEMORY);
    }
    return result;
  }

  /** From {@code asm/unistd.h} of each architecture. */
  static long getppidNumber(String architecture) {
    return switch (architecture) {
      case "amd64" -> 110;
      case "aarch64", "riscv64" -> 173;
      default ->
          throw new IllegalStateException(
              "the number of getppid on " + architecture + " is not known");
    };
  }
}
