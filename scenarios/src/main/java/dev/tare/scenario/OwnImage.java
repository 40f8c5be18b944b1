package dev.tare.scenario;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image that Tare builds for the programs of a workload, without a registry. */
public sealed interface OwnImage {
  String TOOLS = "tools";
  String PADDED = "padded-";

  /** What a scenario calls it. */
  String name();

  /** Debian's fio, sysbench, redis, nginx, wrk and others. */
  record Tools() implements OwnImage {
    @Override
    public String name() {
      return TOOLS;
    }
  }

  /**
   * A shell, and files that nothing reads: an image of a size that one chooses.
   *
   * @param mebibytes of these files; they cannot be compressed
   */
  record Padded(int mebibytes) implements OwnImage {
    public static final int MOST = 8192;

    private static final Pattern NAME = Pattern.compile("padded-([1-9][0-9]{0,4})(Mi|Gi)");

    @Override
    public String name() {
      return PADDED + (mebibytes % 1024 == 0 ? mebibytes / 1024 + "Gi" : mebibytes + "Mi");
    }

    private static Optional<OwnImage> of(String image) {
      Matcher matcher = NAME.matcher(image);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int number = Integer.parseInt(matcher.group(1));
      int size = matcher.group(2).equals("Gi") ? number * 1024 : number;
      return size > MOST ? Optional.empty() : Optional.of(new Padded(size));
    }
  }

  /** The one of that name; empty where the name is another image's. */
  static Optional<OwnImage> of(String image) {
    return image.equals(TOOLS) ? Optional.of(new Tools()) : Padded.of(image);
  }
}
