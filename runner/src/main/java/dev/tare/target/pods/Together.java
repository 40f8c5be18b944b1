package dev.tare.target.pods;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does one thing for many, all at the same time, and waits for every one of them. */
public final class Together {

  /** What is done for each. */
  public interface Task<T> {
    /** For one of them. */
    void run(T item) throws InterruptedException;
  }

  private Together() {}

  /**
   * Runs the task for each item on a thread of its own.
   *
   * @throws InterruptedException after all have ended, when this thread was interrupted meanwhile
   */
  public static <T> void each(List<T> items, Task<T> task) throws InterruptedException {
    each(items, Thread.ofVirtual(), task);
  }

  /** The same on threads of that kind. */
  public static <T> void each(List<T> items, Thread.Builder kind, Task<T> task)
      throws InterruptedException {
    AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (T item : items) {
      threads.add(kind.start(() -> run(item, task, failed)));
    }
    boolean interrupted = join(threads);
    RuntimeException cause = failed.get();
    if (cause != null) {
      throw cause;
    }
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private static <T> void run(
      T item, Task<T> task, AtomicReference<@Nullable RuntimeException> failed) {
    try {
      task.run(item);
    } catch (RuntimeException e) {
      failed.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for all; an interrupt is passed on to them, and told afterwards. */
  private static boolean join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    return interrupted;
  }
}
