package dev.tare.doctor;

/**
 * One line of the doctor.
 *
 * @param name what was looked at, for example {@code kvm}
 * @param finding what was found
 * @param remedy what to do; empty only when all is well
 */
public record Check(String name, Status status, String finding, String remedy) {

  /** How well it is. */
  public enum Status {
    OK,
    /** Runs go on, but something is lost or numbers are noisier. */
    WARN,
    /** Something cannot be run at all. */
    MISSING
  }

  public Check {
    if ((status == Status.OK) != remedy.isEmpty()) {
      throw new IllegalArgumentException("a remedy belongs to what is not OK: " + name);
    }
  }

  static Check ok(String name, String finding) {
    return new Check(name, Status.OK, finding, "");
  }

  static Check warn(String name, String finding, String remedy) {
    return new Check(name, Status.WARN, finding, remedy);
  }

  static Check missing(String name, String finding, String remedy) {
    return new Check(name, Status.MISSING, finding, remedy);
  }
}
