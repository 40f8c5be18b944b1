package dev.tare.target.kubernetes.observer;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.type.TypeReference;

/** Follows one of an observer's feeds by long polls, over lost connections and restarts. */
final class FeedReader<T> implements AutoCloseable {
  /** Short, so that a dead connection is noticed soon. */
  private static final long POLL_MILLIS = 5_000;

  private static final long PAUSE_MILLIS = 100;

  /** A pod that called meanwhile would look slow: after this the silence is told. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Questions questions;
  private final String path;
  private final TypeReference<Wire.Page<T>> page;
  private final Listener<T> listener;
  private final Thread thread;
  private volatile boolean closed;
  private String instance;
  private long last;

  /** Who follows. */
  interface Listener<T> {
    void item(T item);

    /** Something may have been missed since the last item. */
    void lost(String reason);

    /** Another observer answers than before; called after {@link #lost}. */
    void restarted() throws IOException, InterruptedException;

    /** From now on nothing is missed any more, after {@link #lost}. */
    void heardAgain();
  }

  FeedReader(
      Questions questions,
      String path,
      String instance,
      TypeReference<Wire.Page<T>> page,
      Listener<T> listener) {
    this.questions = questions;
    this.path = path;
    this.instance = instance;
    this.page = page;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("observer-feed").unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    long heard = System.nanoTime();
    boolean silent = false;
    while (!closed) {
      try {
        Wire.Page<T> next =
            questions.once("%s?after=%d&wait=%d".formatted(path, last, POLL_MILLIS), page);
        if (silent) {
          listener.heardAgain();
        }
        silent = false;
        take(next);
        heard = System.nanoTime();
      } catch (IOException e) {
        if (!silent && System.nanoTime() - heard > SILENCE_NANOS) {
          silent = true;
          listener.lost("the node's observer does not answer: " + e.getMessage());
        }
        pause();
      } catch (InterruptedException e) {
        // Only close() interrupts.
      }
    }
  }

  private void take(Wire.Page<T> next) throws IOException, InterruptedException {
    if (!next.instance().equals(instance)) {
      listener.lost("the node's observer was restarted, and what it had heard is lost");
      listener.restarted();
      instance = next.instance();
      last = 0;
      return;
    }
    if (next.lost() > 0) {
      listener.lost("the node's observer no longer has " + next.lost() + " of what it heard");
      listener.heardAgain();
    }
    next.items().forEach(listener::item);
    last = next.last();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Only close() interrupts.
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
