package dev.tare.payload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A docker archive of one layer, written as tar (POSIX ustar, IEEE Std 1003.1-1988). Jib drops
 * symbolic links from layers that it makes and keeps those of a base image, and /bin is one.
 */
final class DockerArchive {
  private static final int BLOCK = 512;

  private DockerArchive() {}

  /**
   * Wraps a root file system.
   *
   * @param layer a tar, not compressed
   * @param architecture in Go's words, {@code amd64}
   */
  static void write(Path layer, String architecture, Path archive) throws IOException {
    String config =
        """
        {"architecture":"%s","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
        """
            .formatted(architecture, Sha256.of(layer));
    String manifest =
        """
        [{"Config":"config.json","RepoTags":null,"Layers":["layer.tar"]}]\
        """;
    try (OutputStream out = Files.newOutputStream(archive)) {
      entry(out, "manifest.json", manifest);
      entry(out, "config.json", config);
      header(out, "layer.tar", Files.size(layer));
      Files.copy(layer, out);
      pad(out, Files.size(layer));
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static void entry(OutputStream out, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header(out, name, bytes.length);
    out.write(bytes);
    pad(out, bytes.length);
  }

  private static void header(OutputStream out, String name, long size) throws IOException {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    header[156] = '0';
    put(header, 257, "ustar");
    put(header, 263, "00");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte value : header) {
      sum += value;
    }
    put(header, 148, "%06o\0".formatted(sum));
    out.write(header);
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private static void pad(OutputStream out, long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }
}
