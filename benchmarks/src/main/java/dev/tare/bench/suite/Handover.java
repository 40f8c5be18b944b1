package dev.tare.bench.suite;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A word to another thread and one back: two hand-overs, each with a thread that sleeps and is
 * woken. Both threads are of one process.
 */
public class Handover {

  /** A byte through one pipe and a byte back through another: two writes and two reads. */
  @Benchmark
  public long pipe(PipePeer peer) throws Throwable {
    return peer.roundTrip();
  }

  /** The same by shared memory: each side sets a word, wakes the other, and waits for its own. */
  @Benchmark
  public int futex(FutexPeer peer) throws Throwable {
    return peer.roundTrip();
  }
}
