package dev.tare.target.cri;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What a runtime said when it refused. */
final class CriErrors {
  private static final int LONGEST = 2_000;

  private CriErrors() {}

  /** The runtime's own message, bounded. */
  static String say(StatusRuntimeException e) {
    Status status = e.getStatus();
    String text = status.getDescription();
    if (text == null || text.isBlank()) {
      text = status.getCode().toString();
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
