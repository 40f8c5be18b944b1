package dev.tare.target.pods;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the pods of a ramp away, the newest first; whatever goes wrong, all of them. */
final class RampRemoval {
  /** A node that suffers should not have to stop hundreds at once. */
  private static final int TOGETHER = 10;

  private final List<StartupPod> pods;
  private boolean interrupted;
  private @Nullable RuntimeException failed;

  RampRemoval(List<StartupPod> pods) {
    this.pods = new ArrayList<>(pods).reversed();
  }

  /**
   * @throws InterruptedException after all are gone, when this thread was interrupted meanwhile
   */
  void run() throws InterruptedException {
    for (int i = 0; i < pods.size(); i += TOGETHER) {
      remove(pods.subList(i, Math.min(pods.size(), i + TOGETHER)));
    }
    RuntimeException cause = failed;
    if (cause != null) {
      throw cause;
    }
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private void remove(List<StartupPod> some) {
    try {
      Together.each(some, StartupPod::remove);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (RuntimeException e) {
      failed = e;
    }
  }
}
