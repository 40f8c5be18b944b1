package dev.tare.target.pods;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls by which a kubelet had the runtime make a pod, from the spans that it exports and
 * somebody wrote down (decision 0173).
 *
 * @param calls each once, in the order in which they were made; none when there is a reason
 * @param unknownBecause why they are not known; null when they are
 */
public record KubeletCalls(List<Call> calls, @Nullable String unknownBecause) {
  /** The annotation of a node that says where its kubelet's spans are written down. */
  public static final String ANNOTATION = "tare.dev/kubelet-spans";

  /** What nobody sees without them. */
  public static final String VIEW = "calls of the kubelet";

  private static final String LATE = "not all of its kubelet's spans have come";

  private static final List<String> NAMES =
      List.of("RunPodSandbox", "CreateContainer", "StartContainer");

  private static final int LONGEST = 4_096;
  private static final long POLL_MILLIS = 50;

  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{32}) ([A-Za-z]{1,32}) (\\d{19}) (\\d{19}) (ok|failed)");

  public KubeletCalls {
    calls = List.copyOf(calls);
  }

  /**
   * One call of CRI, seen by the kubelet.
   *
   * @param madeWallNanos on the node's wall clock, since 1970
   * @param answeredWallNanos the same
   */
  public record Call(String name, long madeWallNanos, long answeredWallNanos) {}

  /** They are not known. */
  public static KubeletCalls unknown(String because) {
    return new KubeletCalls(List.of(), because);
  }

  /** Whether they may still come. */
  public boolean late() {
    return LATE.equals(unknownBecause);
  }

  /**
   * Reads them; a kubelet exports what it did a moment later.
   *
   * @param folder in which each pod has a file named by its uid
   * @param waitMillis how long to wait for them
   */
  public static KubeletCalls await(Path folder, String uid, long waitMillis)
      throws InterruptedException {
    long deadline = System.nanoTime() + waitMillis * 1_000_000;
    KubeletCalls calls = read(folder, uid);
    while (calls.late() && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
      calls = read(folder, uid);
    }
    return calls;
  }

  private static KubeletCalls read(Path folder, String uid) {
    if (!uid.matches("[0-9A-Za-z-]{1,64}")) {
      return unknown("the pod has no uid");
    }
    try {
      return parse(PodFile.read(folder, uid, LONGEST));
    } catch (NoSuchFileException e) {
      return unknown(
          Files.isDirectory(folder)
              ? LATE
              : "the folder of its kubelet's spans, %s, is not there".formatted(folder));
    } catch (IOException e) {
      return unknown(PodFile.unreadable("the kubelet's spans", folder, e));
    }
  }

  /** Each line names the trace that its call belongs to: one try of the kubelet is one trace. */
  static KubeletCalls parse(String text) {
    List<Call> calls = new ArrayList<>();
    Set<String> traces = new HashSet<>();
    for (String line : text.lines().toList()) {
      Matcher call = LINE.matcher(line);
      if (!call.matches()) {
        return unknown("what was written of its kubelet's spans is damaged");
      }
      if (call.group(5).equals("failed")) {
        return unknown("its kubelet's call %s failed".formatted(call.group(2)));
      }
      traces.add(call.group(1));
      calls.add(
          new Call(call.group(2), Long.parseLong(call.group(3)), Long.parseLong(call.group(4))));
    }
    List<String> names = calls.stream().map(Call::name).toList();
    if (traces.size() > 1) {
      return unknown("its kubelet made it in more than one try");
    }
    if (names.equals(NAMES)) {
      return new KubeletCalls(calls, null);
    }
    return unknown(
        names.size() < NAMES.size() && names.equals(NAMES.subList(0, names.size()))
            ? LATE
            : "its kubelet made other calls than one for each step");
  }

  /** When they were made and answered become marks of the pod; else the reason is kept. */
  public void addTo(Marks marks) {
    String reason = unknownBecause;
    if (reason != null) {
      marks.unseen(VIEW, reason);
      return;
    }
    mark(marks, Phase.SANDBOX_BEGUN, calls.get(0).madeWallNanos);
    mark(marks, Phase.SANDBOX_CREATED, calls.get(0).answeredWallNanos);
    mark(marks, Phase.CONTAINER_BEGUN, calls.get(1).madeWallNanos);
    mark(marks, Phase.CONTAINER_CREATED, calls.get(1).answeredWallNanos);
    mark(marks, Phase.START_ANSWERED, calls.get(2).answeredWallNanos);
  }

  private static void mark(Marks marks, Phase phase, long wallNanos) {
    marks.addWall(phase, Mark.KUBELET, wallNanos);
  }
}
