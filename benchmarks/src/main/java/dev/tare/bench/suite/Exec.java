package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Other programs. */
@State(Scope.Thread)
public class Exec {
  private static final FunctionDescriptor SPAWN =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final FunctionDescriptor WAIT =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SPAWN_CALL = Libc.function("posix_spawn", SPAWN);
  private static final MethodHandle WAIT_CALL = Libc.function("waitpid", WAIT);

  private static final MemorySegment PROGRAM = Arena.global().allocateFrom("/bin/true");
  private static final MemorySegment ENVIRONMENT = Arena.global().allocate(ADDRESS);
  private static final MemorySegment ARGUMENTS = arguments();
  private static final MemorySegment MEMORY = Arena.global().allocate(8, 4);

  /**
   * Starts {@code /bin/true} and waits for its end. In it are the clone that shares memory until
   * the exec ({@code posix_spawn} copies no page tables, whatever this program's size), the exec,
   * the dynamic loader with the C library, the exit, and the wait.
   */
  @Benchmark
  public int spawn() throws Throwable {
    int error =
        (int)
            SPAWN_CALL.invokeExact(
                MEMORY, PROGRAM, MemorySegment.NULL, MemorySegment.NULL, ARGUMENTS, ENVIRONMENT);
    if (error != 0) {
      throw new IllegalStateException("posix_spawn of /bin/true: " + Libc.describe(error));
    }
    int child = MEMORY.get(JAVA_INT, 0);
    MemorySegment status = MEMORY.asSlice(4);
    int ended = (int) WAIT_CALL.invokeExact(child, status, 0);
    if (ended != child) {
      throw Libc.failure("waitpid", WAIT, child, status, 0);
    }
    if (status.get(JAVA_INT, 0) != 0) {
      throw new IllegalStateException("/bin/true ended with status " + status.get(JAVA_INT, 0));
    }
    return child;
  }

  private static MemorySegment arguments() {
    MemorySegment list = Arena.global().allocate(ADDRESS, 2);
    list.setAtIndex(ADDRESS, 0, PROGRAM);
    return list;
  }
}
