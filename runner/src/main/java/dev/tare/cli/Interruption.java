package dev.tare.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the thread at work is interrupted, and the process stays until it has taken its pods
 * away.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread hook;

  /** What may be interrupted. */
  interface Work {
    int run() throws IOException, InterruptedException;
  }

  /** Does the work on the calling thread, and gives its exit code. */
  static int guard(Work work) throws IOException, InterruptedException {
    Interruption guard = new Interruption();
    try {
      return work.run();
    } finally {
      guard.over();
    }
  }

  private Interruption() {
    Thread worker = Thread.currentThread();
    hook =
        new Thread(
            () -> {
              worker.interrupt();
              try {
                boolean _ = cleaned.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void over() {
    cleaned.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has done its work.
    }
  }
}
