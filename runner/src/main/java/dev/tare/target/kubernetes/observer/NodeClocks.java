package dev.tare.target.kubernetes.observer;

import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import dev.tare.target.pods.PodKernel;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** A node's clocks seen from the harness, compared now and again while they are needed. */
final class NodeClocks implements AutoCloseable {
  private static final int TRIES = 8;
  private static final long EVERY_MILLIS = 10_000;

  private final Questions questions;
  private final Clock clock;
  private final String ownBootId;
  private final ClockLink link = new ClockLink();
  private final Thread thread = Thread.ofVirtual().name("node-clock").unstarted(this::repeat);
  private volatile boolean closed;
  private volatile Wire.NodeClock latest;

  private NodeClocks(Questions questions, Clock clock, String ownBootId)
      throws IOException, InterruptedException {
    this.questions = questions;
    this.clock = clock;
    this.ownBootId = ownBootId;
    this.latest = questions.get("/clock", Wire.NodeClock.class);
  }

  static NodeClocks compare(Questions questions, Clock clock, String ownBootId)
      throws IOException, InterruptedException {
    NodeClocks clocks = new NodeClocks(questions, clock, ownBootId);
    clocks.compareAnew();
    return clocks;
  }

  /** Now, on the harness's clock. */
  long harness() {
    return clock.nanoTime();
  }

  /** After a restart of the observer, and perhaps of its node: nothing known before holds. */
  void compareAnew() throws IOException, InterruptedException {
    latest = questions.once("/clock", Wire.NodeClock.class);
    if (!ownBootId.isEmpty() && latest.bootId().equals(ownBootId)) {
      link.sameKernel();
    } else {
      link.forget();
      for (int i = 0; i < TRIES; i++) {
        ask();
      }
    }
  }

  void keepComparing() {
    if (!sameKernel()) {
      thread.start();
    }
  }

  private boolean sameKernel() {
    return latest.bootId().equals(ownBootId);
  }

  private void repeat() {
    while (!closed) {
      try {
        Thread.sleep(EVERY_MILLIS);
        for (int i = 0; i < TRIES; i++) {
          ask();
        }
      } catch (IOException e) {
        // The bound of the error grows until it answers again.
      } catch (InterruptedException e) {
        // Only close() interrupts.
      }
    }
  }

  /** A comparison of a kernel that is no more is worse than none. */
  private Wire.NodeClock ask() throws IOException, InterruptedException {
    long before = clock.nanoTime();
    Wire.NodeClock answer = questions.once("/clock", Wire.NodeClock.class);
    long after = clock.nanoTime();
    if (!sameKernel() && answer.bootId().equals(latest.bootId())) {
      link.compared(answer.nanoTime(), before, after);
    }
    return answer;
  }

  ClockLink.Stamp toHarness(long nodeNanos) {
    return link.toHarness(nodeNanos);
  }

  Optional<WallClock.Pair> wall() {
    try {
      Wire.NodeClock answer = ask();
      if (!answer.bootId().equals(latest.bootId())) {
        return Optional.empty();
      }
      ClockLink.Stamp stamp = link.toHarness(answer.nanoTime());
      return Optional.of(
          new WallClock.Pair(
              answer.wallNanos() - stamp.nanos(), answer.wallErrorNanos() + stamp.errorNanos()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  String node() {
    return latest.node();
  }

  Tier tier() {
    return Tier.valueOf(latest.tier().toUpperCase(Locale.ROOT));
  }

  PodKernel.Host host() {
    return new PodKernel.Host(latest.bootId(), latest.release());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
