package dev.tare.target.kubernetes;

import dev.tare.result.Phase;
import dev.tare.target.TargetException;
import dev.tare.target.pods.Marks;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a pod away and waits until its node has nothing of it, even while being interrupted. */
final class KubePodRemoval {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(20);

  /** So long a silent watch is believed. */
  private static final Duration ASK = Duration.ofSeconds(10);

  private static final int NOT_FOUND = 404;

  /** An API server that came back may still carry out a creation whose answer was given up. */
  private static final Duration LATE_CREATION = Duration.ofSeconds(5);

  private final KubeRun run;
  private final NodeView view;
  private final String pod;
  private final boolean unanswered;
  private final long deadline;
  private boolean interrupted;

  /**
   * @param unanswered whether nobody knows if the pod was made
   */
  KubePodRemoval(KubeRun run, NodeView view, String pod, boolean unanswered) {
    this.run = run;
    this.view = view;
    this.pod = pod;
    this.unanswered = unanswered;
    this.deadline = run.clock().nanoTime() + PATIENCE.toNanos();
  }

  /**
   * @param uid empty when the pod's creation was not answered
   * @param containers ids of its containers, as far as they were seen
   */
  void remove(PodSight sight, String uid, List<String> containers, Marks marks) {
    // Calls fail on an interrupted thread; the interrupt is kept for afterwards.
    interrupted = Thread.interrupted();
    try {
      if (!delete()) {
        return;
      }
      PodSight.Gone gone = awaitGone(sight);
      marks.add(Phase.DELETED, PodSight.WATCH, gone.nanos(), gone.lateNanos());
      awaitReleased(uid, containers, marks);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether there was such a pod. */
  private boolean delete() {
    long late = run.clock().nanoTime() + LATE_CREATION.toNanos();
    while (true) {
      try {
        boolean there =
            !run.client().pods().inNamespace(run.namespace()).withName(pod).delete().isEmpty();
        if (there || !unanswered || run.clock().nanoTime() > late) {
          return there;
        }
      } catch (KubernetesClientException e) {
        if (!run.cluster().errors().passing(e)) {
          throw new TargetException(
              "the pod %s cannot be removed: %s; afterwards 'tare clean --target kubernetes' removes what is left"
                  .formatted(pod, run.say(e)),
              "");
        }
        giveUpLater("cannot be deleted (" + run.say(e) + ")");
        late = run.clock().nanoTime() + LATE_CREATION.toNanos();
      }
      pause(RETRY);
    }
  }

  /** Its end as the watch told it, or as it was noticed. */
  private PodSight.Gone awaitGone(PodSight sight) {
    long nextAsk = run.clock().nanoTime() + ASK.toNanos();
    while (sight.deletion().isEmpty()) {
      // The watch tells; only when it is silent for long is the API server asked.
      if (run.clock().nanoTime() > nextAsk) {
        if (absent()) {
          return new PodSight.Gone(run.clock().nanoTime(), ASK.toNanos());
        }
        nextAsk = run.clock().nanoTime() + ASK.toNanos();
      }
      giveUpLater("is still there, " + PATIENCE.toSeconds() + " s after it was deleted");
      try {
        sight.await(100);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return sight.deletion().orElseThrow();
  }

  private boolean absent() {
    try {
      return run.client().pods().inNamespace(run.namespace()).withName(pod).get() == null;
    } catch (KubernetesClientException e) {
      return e.getCode() == NOT_FOUND;
    }
  }

  /** Until the node was seen to have let go of it; where nobody looks there is no such mark. */
  private void awaitReleased(String uid, List<String> containers, Marks marks) {
    long there = run.clock().nanoTime();
    long looked = there;
    Optional<Boolean> released = view.released(uid, containers);
    while (released.isPresent() && !released.get()) {
      giveUpLater("left processes or cgroups on its node");
      there = looked;
      pause(POLL);
      looked = run.clock().nanoTime();
      released = view.released(uid, containers);
    }
    if (released.isPresent()) {
      long now = run.clock().nanoTime();
      marks.add(Phase.GONE, now, now - there);
    }
  }

  private void giveUpLater(String why) {
    if (run.clock().nanoTime() > deadline) {
      throw new TargetException(
          "the pod " + pod + " " + why, "look at it with kubectl, then run 'tare clean'");
    }
  }

  private void pause(Duration time) {
    try {
      run.clock().sleep(time.toNanos());
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }
}
