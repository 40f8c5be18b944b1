package dev.tare.observe;

import dev.tare.observe.SystemFiles.Text;
import dev.tare.result.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a folder of a node is stored on, by the number of its device.
 *
 * @param files of the machine: its {@code /sys}
 * @param mounts a {@code mountinfo} of the mount namespace that the folder is seen in
 */
public record StorageFacts(SystemFiles files, Path mounts) {
  private static final int DEVICE_COLUMN = 2;

  /**
   * Of the machine that this program runs on.
   *
   * @param root {@code /}, or {@code /proc/PID/root} of a process in another mount namespace
   */
  public static StorageFacts under(Path root) {
    return new StorageFacts(
        new SystemFiles(Path.of("/")),
        root.getNameCount() == 0
            ? Path.of("/proc/self/mountinfo")
            : root.resolveSibling("mountinfo"));
  }

  /** File system, device and whether that rotates; what is not known says why. */
  public List<Fact> of(Path folder) {
    FactList facts = new FactList();
    String device;
    try {
      device = device((long) Files.getAttribute(folder, "unix:dev"));
    } catch (IOException | UnsupportedOperationException e) {
      return unknown(folder + " cannot be looked at: " + e.getMessage());
    }
    facts.comparable("storage.filesystem", type(device));
    String block = "/sys/dev/block/" + device;
    Optional<String> name = files.linked(block).map(link -> link.replaceFirst(".*/", ""));
    facts.passing(
        "storage.device",
        new Text(
            name.map(it -> it + model(block)),
            "%s is on device %s, which is no block device".formatted(folder, device)));
    facts.comparable("storage.rotates", rotates(block));
    return facts.all();
  }

  /** For nodes of which nobody can say it. */
  public static List<Fact> unknown(String because) {
    return List.of(
        Fact.unknown("storage.filesystem", because, true),
        Fact.unknown("storage.device", because, false),
        Fact.unknown("storage.rotates", because, true));
  }

  /** As the kernel packs it into {@code st_dev} (glibc's {@code gnu_dev_major}). */
  static String device(long packed) {
    long major = ((packed >>> 8) & 0xfff) | ((packed >>> 32) & ~0xfffL);
    long minor = (packed & 0xff) | ((packed >>> 12) & ~0xffL);
    return major + ":" + minor;
  }

  private Text type(String device) {
    try {
      return new Text(
          Files.readAllLines(mounts).stream()
              .filter(line -> line.split(" ", -1)[DEVICE_COLUMN].equals(device))
              .map(line -> line.replaceFirst(".* - (\\S+) .*", "$1"))
              .findFirst(),
          mounts + " has no device " + device);
    } catch (IOException e) {
      return new Text(Optional.empty(), mounts + " cannot be read: " + e.getMessage());
    }
  }

  /** A partition's device is its parent's. */
  private String model(String block) {
    for (String folder : List.of(block + "/device", block + "/../device")) {
      Optional<String> model = files.text(folder + "/model").value();
      Optional<String> driver = files.linked(folder + "/driver");
      if (model.isPresent() || driver.isPresent()) {
        return ": "
            + model.orElseGet(() -> driver.map(it -> it.replaceFirst(".*/", "")).orElse(""));
      }
    }
    return "";
  }

  private Text rotates(String block) {
    Text own = files.text(block + "/queue/rotational");
    Text said = own.value().isPresent() ? own : files.text(block + "/../queue/rotational");
    return FactList.map(said, bit -> bit.equals("1") ? "yes" : "no");
  }
}
