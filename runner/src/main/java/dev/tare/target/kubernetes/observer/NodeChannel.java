package dev.tare.target.kubernetes.observer;

import java.io.IOException;

/** The way to one observer. Questions change nothing there: each may be asked again. */
public interface NodeChannel extends AutoCloseable {
  /** Shows the run's token. */
  String TOKEN_HEADER = "X-Tare-Token";

  /**
   * Asks.
   *
   * @param path with its query, beginning with a slash
   * @return the body of the answer
   * @throws RefusedException when the answer is an error
   * @throws IOException when there is no answer
   */
  String get(String path) throws IOException, InterruptedException;

  /** The same with a body. */
  String post(String path, String json) throws IOException, InterruptedException;

  @Override
  void close();

  /** An answer that is an error; asking again does not help unless something changes. */
  final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    public RefusedException(int status, String words) {
      super("answer " + status + ": " + Wire.cut(words));
    }
  }
}
