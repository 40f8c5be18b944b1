package dev.tare.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a process is to the sandbox that it serves. */
public enum Component {
  SHIM,
  /** gVisor: the {@code runsc} that waits for a container. */
  RUNSC_WAIT,
  /** gVisor's kernel. */
  SENTRY,
  /** gVisor's systrap stub processes, which hold the application's address space. */
  STUB,
  GOFER,
  VMM,
  VIRTIOFSD,
  PAUSE,
  WORKLOAD,
  /** Belongs to the sandbox, but is none of the above. */
  OTHER;

  /** The last part of the metric name. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
