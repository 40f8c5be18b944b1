package dev.tare.target.pods;

import java.io.IOException;
import java.util.Optional;

/** Looks again and again, from beside a pod, whether one of its ports answers as it should. */
public interface PortWatch extends AutoCloseable {

  /** The pause between two looks: what is seen so is late by it and by the look itself. */
  long POLL_NANOS = 5_000_000;

  /**
   * It answered.
   *
   * @param nanos when the answer was there, on the harness's monotonic clock
   * @param errorNanos by how much that may be late: since the last look that found no answer
   */
  record Answered(long nanos, long errorNanos) {}

  /**
   * Waits at most that long; empty while it has not answered.
   *
   * @throws IOException when nobody could look, which says nothing of the pod
   */
  Optional<Answered> await(long nanos) throws IOException, InterruptedException;

  @Override
  void close();
}
