package dev.tare.target.cri;

import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.scenario.Ready;
import dev.tare.target.cri.HomeListener.HomeCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One pod that is timed until it answers. */
final class StartupPod {
  /** How often a silent pod is asked whether it still lives: rare, so that asking costs nothing. */
  private static final long LIFE_CHECK_NANOS = 1_000_000_000;

  /** A pod whose first attempt was refused or lost tries again within this time. */
  private static final long RETRY_NANOS = 25_000_000;

  private static final long LOG_POLL_NANOS = 2_000_000;

  /** How long after the home call the log may take to show the line that was written before it. */
  private static final long LOG_PATIENCE_NANOS = 2_000_000_000L;

  private final TrialContext context;
  private final Ready ready;
  private final CriPod pod;
  private final CompletableFuture<HomeCall> call;
  private @Nullable PodFailure failure;

  StartupPod(TrialContext context, Ready ready) {
    this.context = context;
    this.ready = ready;
    String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    HomeListener home = context.node().listener();
    this.call = home.expect(nonce);
    List<String> command = new ArrayList<>(PayloadCommands.CALL_HOME);
    command.addAll(
        List.of(
            context.trial().id(),
            nonce,
            context.node().homeAddress(),
            Integer.toString(home.port())));
    this.pod = context.pod(command);
  }

  /** Starts it and waits until it answers; what goes wrong is kept for the outcome. */
  void start() throws InterruptedException {
    try {
      pod.start();
      long deadline = context.clock().nanoTime() + context.trial().limits().start().toNanos();
      if (ready == Ready.HOME_CALL) {
        HomeCall answer = awaitCall(deadline);
        pod.marks()
            .add(
                Phase.CALLED_HOME,
                answer.acceptedNanos(),
                answer.attempt() > 1 ? RETRY_NANOS : 0);
        long patience = context.clock().nanoTime() + LOG_PATIENCE_NANOS;
        firstOutput(Math.min(deadline, patience));
      } else if (!firstOutput(deadline)) {
        throw PodFailure.late("waiting for its first output");
      }
    } catch (PodFailure e) {
      failure = e;
    }
  }

  private HomeCall awaitCall(long deadline) throws PodFailure, InterruptedException {
    while (true) {
      long left = deadline - context.clock().nanoTime();
      try {
        return call.get(Math.clamp(left, 0, LIFE_CHECK_NANOS), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw PodFailure.of("waiting for its home call", String.valueOf(e.getCause()));
      } catch (TimeoutException e) {
        if (left <= 0) {
          throw PodFailure.late("waiting for its home call");
        }
        Optional<String> exited = pod.exited();
        if (exited.isPresent()) {
          throw PodFailure.of("waiting for its home call", exited.get());
        }
      }
    }
  }

  /** Waits for the first line in the container's log; whether it came. */
  private boolean firstOutput(long deadline) throws PodFailure, InterruptedException {
    try {
      while (context.clock().nanoTime() < deadline) {
        List<CriLog.Line> lines = pod.log().read();
        if (!lines.isEmpty()) {
          pod.marks().addWall(Phase.FIRST_OUTPUT, Marks.CRI_LOG, lines.getFirst().wallNanos());
          return true;
        }
        context.clock().sleep(LOG_POLL_NANOS);
      }
      return false;
    } catch (IOException e) {
      throw PodFailure.of("reading its log", String.valueOf(e.getMessage()));
    }
  }

  /** Takes it away; safe to call when it never came up, and a second time. */
  void remove() {
    if (!call.isCancelled()) {
      call.cancel(true);
      pod.remove();
    }
  }

  PodOutcome outcome() {
    PodFailure failed = failure;
    return failed == null ? context.completed(pod) : context.failed(pod, failed);
  }
}
