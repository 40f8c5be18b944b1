package dev.tare.target.kubernetes;

import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.HomeCalls.HomeCall;
import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.PayloadCommands;
import dev.tare.target.pods.PodFailure;
import dev.tare.target.pods.PodPlace;
import dev.tare.target.pods.PodRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether pods reach the listener of their node. A network policy may keep them from it: then the
 * first output is the stop, for every runtime of the run, since both stops together compare
 * nothing.
 */
final class HomeProbe {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How long a pod that has printed its line may take to call. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(50);

  private final PodPlace place;
  private final String run;
  private final String image;

  HomeProbe(PodPlace place, String run, String image) {
    this.place = place;
    this.run = run;
    this.image = image;
  }

  /**
   * Whether one pod of that runtime called; also when it could not start, which is told elsewhere.
   */
  boolean reached(RuntimeSpec runtime, Pod shape, HomeCalls home) throws InterruptedException {
    String nonce = Tokens.fresh();
    CompletableFuture<HomeCall> call = home.expect(nonce);
    LivePod pod =
        place.pod(
            new PodRequest(
                "tare-" + run.substring(run.length() - 4) + "-home-" + runtime.name(),
                run,
                runtime,
                shape,
                image,
                PayloadCommands.callHome("probe", nonce, home.address(), home.port()),
                LIMIT),
            new Marks(place.clock().nanoTime()));
    try {
      pod.start();
      return called(pod, call);
    } catch (PodFailure e) {
      return true;
    } finally {
      call.cancel(true);
      pod.remove();
    }
  }

  private boolean called(LivePod pod, CompletableFuture<HomeCall> call)
      throws PodFailure, InterruptedException {
    long deadline = place.clock().nanoTime() + LIMIT.toNanos();
    boolean printed = false;
    while (place.clock().nanoTime() < deadline) {
      try {
        HomeCall _ = call.get(POLL.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        if (!printed && !pod.output().isEmpty()) {
          printed = true;
          deadline = Math.min(deadline, place.clock().nanoTime() + PATIENCE.toNanos());
        }
      } catch (ExecutionException e) {
        throw PodFailure.of("waiting for its home call", String.valueOf(e.getCause()));
      }
    }
    // One that never ran says nothing of the network.
    return !printed;
  }
}
