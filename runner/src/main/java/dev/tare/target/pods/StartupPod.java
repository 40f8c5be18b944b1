package dev.tare.target.pods;

import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.scenario.Program;
import dev.tare.scenario.Ready;
import dev.tare.target.pods.HomeCalls.HomeCall;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One pod that is timed until it answers. */
final class StartupPod {
  /** How often a silent pod is asked whether it still lives: rare, so that asking costs nothing. */
  private static final long LIFE_CHECK_NANOS = 1_000_000_000;

  /** A pod whose first attempt was refused or lost tries again within this time. */
  private static final long RETRY_NANOS = 25_000_000;

  /** How long after the home call the log may take to show the line that was written before it. */
  private static final long LOG_PATIENCE_NANOS = 2_000_000_000L;

  private final TrialContext context;
  private final Ready ready;
  private final LivePod pod;
  private final GuestBoot boot;
  private final Output output;
  private final Optional<CompletableFuture<HomeCall>> call;
  private @Nullable PodFailure failure;
  private boolean prepared;
  private boolean asked;
  private boolean removed;

  /** One of Tare's own payload that is not started yet. */
  StartupPod(TrialContext context, Ready ready) {
    this(context, ready, Optional.empty());
  }

  /**
   * One that is not started yet.
   *
   * @param program what it runs; empty for Tare's own payload
   */
  StartupPod(TrialContext context, Ready ready, Optional<Program> program) {
    this.context = context;
    this.ready = ready;
    String nonce = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Optional<HomeCalls> home = program.isPresent() ? Optional.empty() : context.place().home();
    this.boot = GuestBoot.of(context, ready);
    this.call = home.map(calls -> calls.expect(nonce));
    List<String> command = home.map(calls -> command(calls, nonce)).orElse(PayloadCommands.IDLE);
    this.pod = program.map(context::pod).orElseGet(() -> context.pod(command));
    this.output = new Output(context, pod, boot::hear);
  }

  /** Where nobody listens no pod calls: it would try for ever, and burn the CPU of the next. */
  private List<String> command(HomeCalls home, String nonce) {
    List<String> command =
        PayloadCommands.callHome(context.trial().id(), nonce, home.address(), home.port());
    return boot.asked() ? PayloadCommands.tellingBoot(command) : command;
  }

  /** Does beforehand what is no part of its start; what goes wrong is kept for the outcome. */
  void prepare() {
    try {
      prepared = true;
      pod.prepare();
    } catch (PodFailure e) {
      failure = e;
    }
  }

  /**
   * The same as {@link #start()} for a pod that a schedule wants asked for.
   *
   * @param intended when, on the monotonic clock
   */
  void start(long intended) throws InterruptedException {
    pod.marks().add(Phase.INTENDED, intended);
    start();
  }

  /** Starts it and waits until it answers; what goes wrong is kept for the outcome. */
  void start() throws InterruptedException {
    asked = true;
    if (failure != null) {
      return;
    }
    try {
      switch (ready) {
        case Ready.Asked port -> {
          try (PortWatch watch = pod.watch(port)) {
            pod.start();
            awaitPort(watch, port, deadline());
          }
          boolean _ = output.look(Optional.empty());
        }
        case Ready.Log(String pattern) -> {
          pod.start();
          output.await(Optional.of(Pattern.compile(pattern)), deadline());
        }
        case Ready.HomeCall _ when call.isPresent() -> {
          pod.start();
          awaitCall(call.get(), deadline());
        }
        case Ready.HomeCall _, Ready.FirstOutput _ -> {
          pod.start();
          output.await(Optional.empty(), deadline());
        }
      }
    } catch (PodFailure e) {
      failure = e;
    }
  }

  private long deadline() {
    return context.clock().nanoTime() + context.trial().limits().start().toNanos();
  }

  private void awaitCall(CompletableFuture<HomeCall> expected, long deadline)
      throws PodFailure, InterruptedException {
    String during = "waiting for its home call";
    HomeCall answer = null;
    while (answer == null) {
      long left = deadline - context.clock().nanoTime();
      try {
        answer = expected.get(Math.clamp(left, 0, LIFE_CHECK_NANOS), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw unheard(during, e.getCause());
      } catch (TimeoutException e) {
        goOn(during, left);
      }
    }
    pod.marks()
        .add(
            Phase.CALLED_HOME,
            answer.acceptedNanos(),
            answer.errorNanos() + (answer.attempt() > 1 ? RETRY_NANOS : 0));
    long patience = context.clock().nanoTime() + LOG_PATIENCE_NANOS;
    boolean _ = output.within(Optional.empty(), Math.min(deadline, patience));
    boot.read(context, pod, output, answer);
  }

  /**
   * Nobody listened or looked: that says nothing of the pod, so that the trial says nothing at all.
   */
  private PodFailure unheard(String during, @Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    String reason = message == null ? String.valueOf(cause) : message;
    if (!context.problems().contains(reason)) {
      context.problems().add(reason);
    }
    return PodFailure.of(during, reason);
  }

  private void awaitPort(PortWatch watch, Ready.Asked port, long deadline)
      throws PodFailure, InterruptedException {
    String during = "waiting for port " + port.port() + " to answer";
    while (true) {
      long left = deadline - context.clock().nanoTime();
      Optional<PortWatch.Answered> answer;
      try {
        answer = watch.await(Math.clamp(left, 0, LIFE_CHECK_NANOS));
      } catch (IOException e) {
        throw unheard(during, e);
      }
      if (answer.isPresent()) {
        Phase phase = port instanceof Ready.Http ? Phase.HTTP_ANSWERED : Phase.TCP_ACCEPTED;
        pod.marks().add(phase, answer.get().nanos(), answer.get().errorNanos());
        return;
      }
      goOn(during, left);
    }
  }

  /** Fails when no time is left, or the container will not answer any more. */
  private void goOn(String during, long left) throws PodFailure, InterruptedException {
    if (left <= 0) {
      throw PodFailure.late(during);
    }
    Optional<String> ended = pod.ended();
    if (ended.isPresent()) {
      throw PodFailure.of(during, ended.get() + output.lastWords());
    }
  }

  /** What went wrong so far. */
  Optional<PodFailure> failure() {
    return Optional.ofNullable(failure);
  }

  LivePod pod() {
    return pod;
  }

  /** Finds out whether a pod that answered is still there; if not, it has failed. */
  void lookAgain() throws InterruptedException {
    try {
      Optional<String> ended = failure == null ? pod.ended() : Optional.empty();
      if (ended.isPresent()) {
        failure = PodFailure.of("standing idle", ended.get());
      }
    } catch (PodFailure e) {
      failure = e;
    }
  }

  /** Takes it away; safe to call when it never came up, and a second time. */
  void remove() {
    if (!removed) {
      removed = true;
      call.ifPresent(expected -> expected.cancel(true));
      if (asked || prepared) {
        pod.remove();
      }
    }
  }

  /** Whether it was ever to be started. */
  boolean asked() {
    return asked;
  }

  /** Its outcome once it is gone, with what its node tells late. */
  PodOutcome lastOutcome() {
    if (asked) {
      pod.addLateMarks();
    }
    return outcome();
  }

  PodOutcome outcome() {
    PodFailure failed = failure;
    return failed == null ? context.completed(pod) : context.failed(pod, failed);
  }
}
