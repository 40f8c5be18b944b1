package dev.tare.target.pods;

import dev.tare.scenario.Ready;
import dev.tare.target.Clock;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Looks from this machine, on a thread of its own, so that what starts the pod is not waited for.
 */
public final class LocalPortWatch implements PortWatch {
  private final Clock clock;
  private final Supplier<Optional<String>> address;
  private final Ready.Asked wanted;
  private final CompletableFuture<Answered> answered = new CompletableFuture<>();
  private final Thread thread;

  /**
   * Begins to look.
   *
   * @param address the pod's, as soon as its container may run; asked again while it is empty
   */
  public LocalPortWatch(Clock clock, Supplier<Optional<String>> address, Ready.Asked wanted) {
    this.clock = clock;
    this.address = address;
    this.wanted = wanted;
    this.thread = Thread.ofVirtual().name("port-watch").start(this::look);
  }

  private void look() {
    try {
      Optional<String> known = Optional.empty();
      long lastUnanswered = clock.nanoTime();
      while (true) {
        long began = clock.nanoTime();
        known = known.isPresent() ? known : address.get();
        if (known.isPresent() && PortLook.answers(known.get(), wanted)) {
          long now = clock.nanoTime();
          answered.complete(new Answered(now, now - lastUnanswered));
          return;
        }
        lastUnanswered = began;
        clock.sleep(POLL_NANOS);
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (RuntimeException e) {
      answered.completeExceptionally(e);
    }
  }

  @Override
  public Optional<Answered> await(long nanos) throws IOException, InterruptedException {
    try {
      return Optional.of(answered.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IOException(
          "nobody could look at port " + wanted.port() + ": " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
