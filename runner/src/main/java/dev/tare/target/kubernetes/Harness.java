package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** Which process a run belongs to: {@code <host> <pid>.<start in milliseconds since 1970>}. */
public final class Harness {
  /** The annotation on a run's namespace. */
  static final String ANNOTATION = "tare.dev/harness";

  /** Whether that process still runs. */
  enum Life {
    ALIVE,
    DEAD,
    /** It is one of another machine, or nobody wrote it down. */
    UNKNOWN
  }

  private Harness() {}

  /** This process. */
  static String here() {
    return host() + " " + process(ProcessHandle.current());
  }

  /** What became of the process of an annotation's value. */
  static Life life(String harness) {
    String[] words = harness.split(" ", 2);
    if (words.length != 2 || !words[0].equals(host()) || !words[1].matches("\\d{1,10}\\.\\d+")) {
      return Life.UNKNOWN;
    }
    long pid = Long.parseLong(words[1].substring(0, words[1].indexOf('.')));
    return ProcessHandle.of(pid).filter(found -> process(found).equals(words[1])).isPresent()
        ? Life.ALIVE
        : Life.DEAD;
  }

  private static String process(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + "." + start.map(Instant::toEpochMilli).orElse(0L);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new TargetException(
          "this machine does not know its own name: " + e.getMessage(), "mend /etc/hosts");
    }
  }
}
