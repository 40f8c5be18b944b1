package dev.tare.target.pods;

import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Seccomp;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A pod to be started.
 *
 * @param name unique on the node
 * @param run the run's id, by which what a crash left behind is found
 * @param shape limits and requests
 * @param command of the one container
 * @param limit how long each call to the runtime may take
 * @param program whether it is somebody else's program: it then runs as the user that its image
 *     names, with the capabilities that a container usually has; docs/decisions/0145
 * @param port a TCP port that listens once the program is ready; empty where nobody waits for one
 */
public record PodRequest(
    String name,
    String run,
    RuntimeSpec runtime,
    Pod shape,
    String image,
    List<String> command,
    Duration limit,
    boolean program,
    OptionalInt port) {

  /** Nobody, by the kernel's convention: the payload needs no right of its own. */
  public static final long USER = 65534;

  public PodRequest {
    command = List.copyOf(command);
  }

  /** A pod of the payload. */
  public PodRequest(
      String name,
      String run,
      RuntimeSpec runtime,
      Pod shape,
      String image,
      List<String> command,
      Duration limit) {
    this(name, run, runtime, shape, image, command, limit, false, OptionalInt.empty());
  }

  /**
   * Whether nothing in it may be root or have a capability: always so with the payload, and with
   * other programs where the scenario asks for what the Pod Security level "restricted" demands.
   */
  public boolean restricted() {
    return !program || shape.seccomp() == Seccomp.RUNTIME_DEFAULT;
  }
}
