package dev.tare.target.pods;

import dev.tare.result.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When the first and the last CNI plugin of a sandbox's network were called, as these plugins wrote
 * it down.
 *
 * @param begunWallNanos on the node's wall clock, since 1970
 * @param readyWallNanos the same
 * @param unknownBecause why there are no stamps; null when there are
 */
public record NetworkStamps(
    long begunWallNanos, long readyWallNanos, @Nullable String unknownBecause) {
  /** The type of the plugin that ends the chain. */
  public static final String LAST_PLUGIN = "tare-network-ready";

  /** The plugins stamp in whole microseconds. */
  private static final long STAMP_ERROR_NANOS = 1_000;

  private static final int LONGEST = 256;

  private static final Pattern STAMPS =
      Pattern.compile("begun (\\d{1,10})\\.(\\d{6})\nready (\\d{1,10})\\.(\\d{6})\n");

  /** There are none. */
  public static NetworkStamps unknown(String because) {
    return new NetworkStamps(0, 0, because);
  }

  /**
   * Reads them.
   *
   * @param folder in which each sandbox has a file named by its id
   */
  public static NetworkStamps read(Path folder, String sandbox) {
    if (!sandbox.matches("\\w{1,128}")) {
      return unknown("the pod has no sandbox");
    }
    try {
      return parse(PodFile.read(folder, sandbox, LONGEST));
    } catch (IOException e) {
      return unknown(PodFile.unreadable("the CNI plugins' stamps", folder, e));
    }
  }

  private static NetworkStamps parse(String text) {
    Matcher stamps = STAMPS.matcher(text);
    return stamps.matches()
        ? new NetworkStamps(
            nanos(stamps.group(1), stamps.group(2)), nanos(stamps.group(3), stamps.group(4)), null)
        : unknown("the CNI plugins' stamps of its sandbox are not two, or no stamps");
  }

  private static long nanos(String seconds, String micros) {
    return Long.parseLong(seconds) * 1_000_000_000L + Long.parseLong(micros) * 1_000L;
  }

  /** The two moments become marks of the pod; where they are not known, the reason is kept. */
  public void addTo(Marks marks) {
    String reason = unknownBecause;
    if (reason != null) {
      marks.unseen("network set-up", reason);
      return;
    }
    marks.addWall(Phase.NETWORK_BEGUN, Marks.CNI, begunWallNanos, STAMP_ERROR_NANOS);
    marks.addWall(Phase.NETWORK_READY, Marks.CNI, readyWallNanos, STAMP_ERROR_NANOS);
  }
}
