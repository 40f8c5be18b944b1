package dev.tare.target.kubernetes.observer;

import dev.tare.scenario.Ready;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What observer and harness say to each other, as JSON. */
final class Wire {

  private static final int LONGEST = 500;

  private Wire() {}

  /** Somebody else's words, on one line and bounded. */
  static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /**
   * The node's clocks, and whose they are.
   *
   * @param instance of the observer: another one has forgotten what this one knew
   * @param bootId of the kernel that the observer runs on
   * @param nanoTime monotonic, read while the request was being answered
   * @param wallNanos since 1970 at that moment
   * @param wallErrorNanos bound of the error between the two
   */
  record NodeClock(
      String instance,
      String node,
      String tier,
      String bootId,
      String release,
      long nanoTime,
      long wallNanos,
      long wallErrorNanos) {}

  /** Where pods of the node call home. */
  record Home(String instance, String address, int port) {}

  /**
   * A home call.
   *
   * @param acceptedNanos on the node's monotonic clock
   * @param uptimeNanos of the pod's kernel; null when it does not tell
   */
  record Call(String nonce, long acceptedNanos, int attempt, @Nullable Long uptimeNanos) {}

  /**
   * A container's task was created, or started.
   *
   * @param wallNanos on the node's wall clock
   */
  record Task(String container, boolean started, long wallNanos) {}

  /**
   * What came after a number that the asker knew.
   *
   * @param last number of the newest item that there is; items are numbered from 1
   * @param lost how many of those asked for are not kept any more
   */
  record Page<T>(String instance, long last, long lost, List<T> items) {
    Page {
      items = List.copyOf(items);
    }
  }

  /** A pod as Kubernetes knows it. */
  record PodRef(String pod, String uid, List<String> containers) {
    PodRef {
      containers = List.copyOf(containers);
    }
  }

  /**
   * A pod of which something is asked.
   *
   * @param sandbox its id; empty when it is not known
   */
  record PodQuestion(String pod, String uid, String sandbox, int level) {}

  /**
   * By which calls did the kubelet have that pod made?
   *
   * @param folder in which they are written down, as a path on the node
   * @param waitMillis how long to wait until they are
   */
  record CallsQuestion(String uid, String folder, long waitMillis) {}

  /** What does the runtime say of that handler? */
  record HandlerQuestion(String name) {}

  /** Writes and flushes by disk. */
  record Disks(Map<String, Long> writes) {
    Disks {
      writes = Map.copyOf(writes);
    }
  }

  /** Name to version. */
  record Programs(Map<String, String> versions) {
    Programs {
      versions = Map.copyOf(versions);
    }
  }

  /** What is left of a pod? */
  record RemainsQuestion(String uid, List<String> ids) {
    RemainsQuestion {
      ids = List.copyOf(ids);
    }
  }

  /**
   * What is left of it.
   *
   * @param unknownBecause null when it is known
   */
  record Remains(int processes, int cgroups, @Nullable String unknownBecause) {}

  /**
   * Does a port of a pod answer as it should?
   *
   * @param path of the request; null for a connection alone
   * @param status of its answer
   * @param unansweredNanos when the last look that found no answer began, on the node's monotonic
   *     clock; 0 when this is the first
   */
  record PortQuestion(
      String uid,
      int port,
      @Nullable String path,
      int status,
      long unansweredNanos,
      long waitMillis) {

    static PortQuestion of(String uid, Ready.Asked wanted, long unanswered, long waitMillis) {
      return switch (wanted) {
        case Ready.Tcp(int port) -> new PortQuestion(uid, port, null, 0, unanswered, waitMillis);
        case Ready.Http(int port, String path, int status) ->
            new PortQuestion(uid, port, path, status, unanswered, waitMillis);
      };
    }

    Ready.Asked wanted() {
      return path == null ? new Ready.Tcp(port) : new Ready.Http(port, path, status);
    }
  }

  /**
   * Whether it answered by now.
   *
   * @param answeredNanos when, on the node's monotonic clock; 0 when it did not
   */
  record PortAnswer(boolean answered, long answeredNanos, long unansweredNanos) {}

  /** Why a question has no answer. */
  record Problem(String error) {}
}
