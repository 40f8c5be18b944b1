package dev.tare.target.kubernetes;

import dev.tare.plan.Trial;
import dev.tare.scenario.Program;
import dev.tare.target.TargetException;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.PodFailure;
import dev.tare.target.pods.PodImages;
import dev.tare.target.pods.PodRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The first pod of a program on a node: it is not measured, and brings the image there. */
record FirstPod(KubePlace place, String run, PodImages images) {
  /** Large images over slow lines take so long; who waits for longer has another problem. */
  private static final Duration PULL = Duration.ofMinutes(15);

  /** Shorter than this is no news. */
  private static final long SILENT_NANOS = 5_000_000_000L;

  /**
   * Returns when the program's container was started there, however it ends.
   *
   * @throws TargetException when the node cannot start it
   */
  void provide(Trial trial, Program program, Consumer<String> notes) throws InterruptedException {
    String image = images.of(program);
    KubePod pod = pod(trial, program, image);
    long began = place.clock().nanoTime();
    boolean told = false;
    try {
      pod.start();
      while (!pod.started()) {
        requireHope(pod);
        long took = place.clock().nanoTime() - began;
        if (!told && took > SILENT_NANOS) {
          told = true;
          notes.accept("waiting for " + place.node() + " to have the image " + image);
        }
        if (took > PULL.toNanos()) {
          throw PodFailure.late("pulling");
        }
        pod.awaitOutput();
      }
    } catch (PodFailure e) {
      throw new TargetException(
          "the node " + place.node() + " does not start the image " + image + ": " + e.cause(),
          program.usesOwnImage()
              ? "load it with 'tare payload load --also %1$s', or push it with 'push --also %1$s' and name the registry with --registry"
                  .formatted(program.image())
              : "is the name right, does the node reach the registry, and does the image need"
                  + " imagePullSecrets (pod.overlay) or another user than the scenario allows?");
    } finally {
      pod.remove();
    }
  }

  private static void requireHope(KubePod pod) throws PodFailure {
    Optional<String> trouble = pod.ended();
    if (trouble.isPresent()) {
      throw PodFailure.of("starting", trouble.get());
    }
  }

  private KubePod pod(Trial trial, Program program, String image) {
    String nonce = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
    return place.pod(
        new PodRequest(
            "tare-" + run.substring(run.length() - 4) + "-image-" + nonce,
            run,
            trial.runtime(),
            trial.workload().pod(),
            image,
            program.command(),
            trial.limits().start(),
            true,
            OptionalInt.empty()),
        new Marks(place.clock().nanoTime()));
  }
}
