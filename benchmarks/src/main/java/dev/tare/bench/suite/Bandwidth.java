package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Memory that no cache holds, by the C library's own loops, which are the same code in every pod.
 */
@State(Scope.Thread)
@SuppressWarnings("restricted")
public class Bandwidth {
  static final String BYTES = "bytes";

  private static final long MEBI = 1 << 20;

  /** What the Java machine itself takes of the pod's memory, generously. */
  private static final long OTHERS = 160 * MEBI;

  private static final long LEAST = 64 * MEBI;
  private static final long MOST = 256 * MEBI;

  private static final byte FILL = 0x55;
  private static final int ABSENT = 0x2a;

  private static final MethodHandle MEMCHR_CALL =
      Libc.function("memchr", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
  private static final MethodHandle MEMCPY_CALL =
      Libc.function("memcpy", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  /** Of the array. */
  @Param("67108864")
  public long bytes;

  private long address;

  /** Every page is written to, so that none is the kernel's page of zeros. */
  @Setup
  public void fill() throws Throwable {
    address = Posix.map(bytes);
    MemorySegment.ofAddress(address).reinterpret(bytes).fill(FILL);
  }

  @TearDown
  public void free() throws Throwable {
    Posix.unmap(address, bytes);
  }

  /** Looks through the whole array for a byte that is not in it. */
  @Benchmark
  public long read() throws Throwable {
    long found = (long) MEMCHR_CALL.invokeExact(address, ABSENT, bytes);
    if (found != 0) {
      throw new IllegalStateException("memchr found what was never written, at " + found);
    }
    return found;
  }

  /** Copies one half of the array onto the other. */
  @Benchmark
  public long copy() throws Throwable {
    return (long) MEMCPY_CALL.invokeExact(address, address + bytes / 2, bytes / 2);
  }

  /**
   * What one invocation reads, or copies.
   *
   * @param method {@code read} or {@code copy}
   */
  static long moved(String method, long bytes) {
    return method.equals("copy") ? bytes / 2 : bytes;
  }

  /**
   * How large the array may be.
   *
   * @param limit of the pod's memory in bytes
   */
  static long array(long limit) {
    long free = Math.floorDiv(limit - OTHERS, MEBI) * MEBI;
    if (free < LEAST) {
      throw new IllegalStateException(
          "the group bandwidth needs a memory limit of at least %d MiB, and has %d MiB"
              .formatted((OTHERS + LEAST) / MEBI, limit / MEBI));
    }
    return Math.min(free, MOST);
  }
}
