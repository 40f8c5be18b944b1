package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Blocks of a small file, one after another and over again, through the kernel's cache. */
@State(Scope.Thread)
public class File {
  static final int BLOCK = 4096;
  private static final int BLOCKS = 1024;
  private static final int OWNER = 0600;

  private static final FunctionDescriptor AT =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
  private static final FunctionDescriptor SYNC = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
  private static final FunctionDescriptor REMOVE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final MethodHandle READ_CALL = Libc.function("pread", AT);
  private static final MethodHandle WRITE_CALL = Libc.function("pwrite", AT);
  private static final MethodHandle SYNC_CALL = Libc.function("fsync", SYNC);
  private static final MethodHandle REMOVE_CALL = Libc.function("unlink", REMOVE);

  private static final MemorySegment MEMORY = Arena.global().allocate(BLOCK, BLOCK);

  private MemorySegment path = MemorySegment.NULL;
  private int file = -1;
  private long next;

  /** Makes the file, all of it written to wherever a sync brings it. */
  @Setup
  public void make() throws Throwable {
    path = Arena.global().allocateFrom(Mount.writable() + "/tare-file." + System.nanoTime());
    file = Posix.open(path, Posix.O_RDWR | Posix.O_CREAT | Posix.O_EXCL, OWNER);
    for (int i = 0; i < BLOCKS; i++) {
      write();
    }
    sync();
  }

  @TearDown
  public void remove() throws Throwable {
    Posix.close(file);
    if ((int) REMOVE_CALL.invokeExact(path) < 0) {
      throw Libc.failure("unlink", REMOVE, path);
    }
  }

  /** Reads a block that is in the cache. */
  @Benchmark
  public long read() throws Throwable {
    long at = place();
    long count = (long) READ_CALL.invokeExact(file, MEMORY, (long) BLOCK, at);
    if (count != BLOCK) {
      throw Libc.failure("pread", AT, file, MEMORY, (long) BLOCK, at);
    }
    return count;
  }

  /** Overwrites a block in the cache: no disk has it when the call comes back. */
  @Benchmark
  public long write() throws Throwable {
    long at = place();
    long count = (long) WRITE_CALL.invokeExact(file, MEMORY, (long) BLOCK, at);
    if (count != BLOCK) {
      throw Libc.failure("pwrite", AT, file, MEMORY, (long) BLOCK, at);
    }
    return count;
  }

  /** Overwrites a block and asks for it to be on the disk: two system calls. */
  @Benchmark
  public long writeSync() throws Throwable {
    long count = write();
    sync();
    return count;
  }

  private void sync() throws Throwable {
    if ((int) SYNC_CALL.invokeExact(file) < 0) {
      throw Libc.failure("fsync", SYNC, file);
    }
  }

  private long place() {
    long at = next;
    next = (next + BLOCK) % (BLOCK * BLOCKS);
    return at;
  }
}
