package dev.tare.target;

/** The environment is not ready: what happened and where, with what to try. */
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TargetException(String what, String remedy) {
    super(what + (remedy.isEmpty() ? "" : ": " + remedy));
  }
}
