package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Memory that comes and goes. */
@State(Scope.Thread)
@SuppressWarnings("restricted")
public class Paging {
  private static final int PAGES = 256;
  private static final int DONT_NEED = 4;
  private static final int NO_HUGE_PAGE = 15;

  private static final FunctionDescriptor ADVISE =
      FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final FunctionDescriptor TO_INT = FunctionDescriptor.of(JAVA_INT);
  private static final MethodHandle ADVISE_CALL = Libc.function("madvise", ADVISE);
  private static final MethodHandle PAGE_SIZE_CALL = Libc.function("getpagesize", TO_INT);

  private long page;
  private long address;
  private MemorySegment memory = MemorySegment.NULL;

  /** Maps what {@link #fault} touches, in pages of the usual size. */
  @Setup
  public void mapRegion() throws Throwable {
    page = (int) PAGE_SIZE_CALL.invokeExact();
    address = Posix.map(PAGES * page);
    memory = MemorySegment.ofAddress(address).reinterpret(PAGES * page);
    // A kernel without huge pages does not know the word: then there is nothing to forbid.
    int _ = (int) ADVISE_CALL.invokeExact(address, PAGES * page, NO_HUGE_PAGE);
  }

  @TearDown
  public void unmapRegion() throws Throwable {
    Posix.unmap(address, PAGES * page);
  }

  /** Maps 256 pages and gives them back, untouched: two system calls. */
  @Benchmark
  public long map() throws Throwable {
    long mapped = Posix.map(PAGES * page);
    Posix.unmap(mapped, PAGES * page);
    return mapped;
  }

  /**
   * The first write to a page, 256 after each other; the call that takes the pages away again is in
   * it by a 256th.
   */
  @Benchmark
  @OperationsPerInvocation(PAGES)
  public long fault() throws Throwable {
    if ((int) ADVISE_CALL.invokeExact(address, PAGES * page, DONT_NEED) < 0) {
      throw Libc.failure("madvise", ADVISE, address, PAGES * page, DONT_NEED);
    }
    for (int i = 0; i < PAGES; i++) {
      memory.set(JAVA_BYTE, i * page, (byte) 1);
    }
    return address;
  }
}
