package dev.tare.target.cri;

import dev.tare.scenario.Program;
import dev.tare.target.TargetException;
import dev.tare.target.pods.PodImages;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** Images of other people's programs: there before anything is timed. */
final class ProgramImages {
  /** Large images over slow lines take so long; who waits for longer has another problem. */
  private static final Duration PULL = Duration.ofMinutes(15);

  private ProgramImages() {}

  /**
   * Has the node pull the image, unless it has it.
   *
   * @throws TargetException when it is not there and cannot be had
   */
  static void provide(CriNode node, Program program, PodImages images) {
    String image = images.of(program);
    if (CriImages.has(node.endpoint(), image)) {
      return;
    }
    String absent = "the node " + node.socket() + " has no image " + image;
    if (program.usesOwnImage()) {
      throw new TargetException(
          absent,
          "load it with 'tare payload load --also %s' (--cri for a socket of yours)"
              .formatted(program.image()));
    }
    try {
      node.endpoint().pull(image, PULL);
    } catch (StatusRuntimeException e) {
      throw new TargetException(
          absent + ", and cannot pull it (" + CriErrors.say(e) + ")",
          "is the name right, and does the node reach the registry? Else import it there, with"
              + " 'ctr -n k8s.io images import FILE'");
    }
  }
}
