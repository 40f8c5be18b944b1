package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A token in a file that somebody else writes anew before it expires, as the kubelet does for
 * service accounts. It is read again for every request: that takes microseconds, and no age has to
 * be guessed.
 */
final class TokenFile implements Credentials {
  private final Path path;
  private volatile String token;
  private volatile String trouble = "";

  TokenFile(Path path) {
    this.path = path;
    try {
      this.token = read();
    } catch (IOException e) {
      throw new TargetException(
          "cannot read the token file %s: %s".formatted(path, e.getMessage()),
          "mend it, or use another context or kubeconfig");
    }
  }

  @Override
  public Optional<String> header() {
    try {
      token = read();
      trouble = "";
    } catch (IOException e) {
      // The token from before may still be good: the server is to judge.
      trouble = "cannot read it again: " + e.getMessage();
    }
    return Optional.of(Credentials.bearer(token));
  }

  private String read() throws IOException {
    return Files.readString(path).strip();
  }

  @Override
  public boolean renew(Optional<String> refused) {
    return !header().equals(refused);
  }

  @Override
  public String origin() {
    return "the token file " + path;
  }

  @Override
  public String trouble() {
    return trouble;
  }
}
