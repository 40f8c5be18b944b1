package dev.tare.result;

import java.io.IOException;

/** A run folder that is not there or cannot be read; the message is meant for the user, whole. */
public final class RunFolderException extends IOException {

  private static final long serialVersionUID = 1;

  public RunFolderException(String message) {
    super(message);
  }

  public RunFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
