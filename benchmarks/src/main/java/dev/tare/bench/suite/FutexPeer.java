package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A thread that answers each word with another one. Here {@code errno} is kept on the measured
 * path: a wait that finds its word already set comes back with EAGAIN, which is no failure.
 */
@State(Scope.Thread)
public class FutexPeer {
  private static final MethodHandle FUTEX_CALL =
      Libc.function(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
  private static final long FUTEX = futexNumber(System.getProperty("os.arch"));

  // From linux/futex.h, FUTEX_PRIVATE_FLAG included, and asm-generic/errno.h.
  private static final int WAIT = 128;
  private static final int WAKE = 129;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ETIMEDOUT = 110;

  private static final VarHandle WORD = JAVA_INT.varHandle();
  private static final MemorySegment TIMEOUT = seconds(10);

  private final MemorySegment there = Arena.global().allocate(64, 64);
  private final MemorySegment back = Arena.global().allocate(64, 64);
  private final MemorySegment ours = Arena.global().allocate(Libc.STATE);
  private final MemorySegment theirs = Arena.global().allocate(Libc.STATE);
  private volatile boolean stopped;
  private volatile String failure = "";
  private Thread peer = Thread.currentThread();

  @Setup
  public void start() {
    stopped = false;
    peer = Thread.ofPlatform().daemon().name("futex-peer").start(this::answer);
  }

  @TearDown
  public void stop() throws Throwable {
    stopped = true;
    wake(there, ours);
    peer.join();
  }

  int roundTrip() throws Throwable {
    wake(there, ours);
    if (!await(back, ours)) {
      throw new IllegalStateException("the other thread does not answer" + failure);
    }
    return 1;
  }

  private void answer() {
    try {
      while (!stopped) {
        if (await(there, theirs) && !stopped) {
          wake(back, theirs);
        }
      }
    } catch (Throwable e) {
      failure = ": " + e.getMessage();
    }
  }

  private static void wake(MemorySegment word, MemorySegment state) throws Throwable {
    WORD.setVolatile(word, 0L, 1);
    call(state, word, WAKE, 1);
  }

  /** Takes the word when it is set; false when nobody set it for 10 s. */
  private static boolean await(MemorySegment word, MemorySegment state) throws Throwable {
    while ((int) WORD.getVolatile(word, 0L) == 0) {
      if (call(state, word, WAIT, 0) == ETIMEDOUT) {
        return false;
      }
    }
    WORD.setVolatile(word, 0L, 0);
    return true;
  }

  /** 0, or why it came back early. */
  private static int call(MemorySegment state, MemorySegment word, int operation, int value)
      throws Throwable {
    long result = (long) FUTEX_CALL.invokeExact(state, FUTEX, word, operation, value, TIMEOUT);
    if (result >= 0) {
      return 0;
    }
    int errno = Libc.errno(state);
    if (operation == WAIT && (errno == EAGAIN || errno == EINTR || errno == ETIMEDOUT)) {
      return errno;
    }
    throw new IllegalStateException("futex: " + Libc.describe(errno));
  }

  private static MemorySegment seconds(long seconds) {
    MemorySegment time = Arena.global().allocate(16, 8);
    time.set(JAVA_LONG, 0, seconds);
    return time;
  }

  /** From {@code asm/unistd.h} of each architecture. */
  static long futexNumber(String architecture) {
    return switch (architecture) {
      case "amd64" -> 202;
      case "aarch64", "riscv64" -> 98;
      default ->
          throw new IllegalStateException(
              "the number of futex on " + architecture + " is not known");
    };
  }
}
