package dev.tare.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** How one pod ended. All three are counted and shown; nothing is dropped. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PodOutcome.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = PodOutcome.Censored.class, name = "censored"),
  @JsonSubTypes.Type(value = PodOutcome.Failed.class, name = "failed")
})
public sealed interface PodOutcome {

  String pod();

  List<Mark> marks();

  /** The mark of that phase, if something saw it. */
  default Optional<Mark> mark(Phase phase) {
    return marks().stream().filter(mark -> mark.phase() == phase).findFirst();
  }

  /** It did all that was asked. */
  record Completed(String pod, List<Mark> marks) implements PodOutcome {
    public Completed {
      marks = List.copyOf(marks);
    }
  }

  /**
   * It was not ready when the limit passed.
   *
   * @param limitNanos the limit, in nanoseconds after the request
   */
  record Censored(String pod, List<Mark> marks, long limitNanos) implements PodOutcome {
    public Censored {
      marks = List.copyOf(marks);
    }
  }

  /**
   * It failed.
   *
   * @param during what was being tried, in words
   * @param cause the runtime's own message
   */
  record Failed(String pod, List<Mark> marks, String during, String cause) implements PodOutcome {
    public Failed {
      marks = List.copyOf(marks);
    }
  }
}
