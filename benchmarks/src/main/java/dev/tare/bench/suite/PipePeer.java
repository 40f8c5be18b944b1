package dev.tare.bench.suite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread that sends back each byte that it gets through a pipe. */
@State(Scope.Thread)
public class PipePeer {
  private static final FunctionDescriptor PIPE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final MethodHandle PIPE_CALL = Libc.function("pipe", PIPE);

  private static final MemorySegment OURS = Arena.global().allocate(8);
  private static final MemorySegment THEIRS = Arena.global().allocate(8);

  /** A pipe's two ends. */
  private record Pipe(int read, int write) {}

  private Pipe there = new Pipe(-1, -1);
  private Pipe back = new Pipe(-1, -1);
  private Thread peer = Thread.currentThread();

  @Setup
  public void start() throws Throwable {
    there = pipe();
    back = pipe();
    peer = Thread.ofPlatform().daemon().name("pipe-peer").start(this::echo);
  }

  /** The peer ends when nobody can write to it any more. */
  @TearDown
  public void stop() throws Throwable {
    Posix.close(there.write);
    peer.join();
    Posix.close(back.read);
  }

  long roundTrip() throws Throwable {
    long sent = Posix.write(there.write, OURS, 1);
    long came = Posix.read(back.read, OURS, 1);
    if (sent != 1 || came != 1) {
      throw new IllegalStateException("the thread at the other end of the pipe has ended");
    }
    return came;
  }

  private void echo() {
    try {
      while (Posix.read(there.read, THEIRS, 1) == 1) {
        Posix.write(back.write, THEIRS, 1);
      }
    } catch (Throwable e) {
      // Its ends are closed below: the other side sees that nobody answers, and fails.
    } finally {
      close(there.read);
      close(back.write);
    }
  }

  private static void close(int file) {
    try {
      Posix.close(file);
    } catch (Throwable e) {
      throw new IllegalStateException("a pipe cannot be closed", e);
    }
  }

  private static Pipe pipe() throws Throwable {
    MemorySegment ends = Arena.global().allocate(8, 4);
    if ((int) PIPE_CALL.invokeExact(ends) < 0) {
      throw Libc.failure("pipe", PIPE, ends);
    }
    return new Pipe(ends.get(JAVA_INT, 0), ends.get(JAVA_INT, 4));
  }
}
