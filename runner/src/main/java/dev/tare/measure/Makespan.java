package dev.tare.measure;

import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long a burst takes as a whole: from the first request until its last pod has answered. */
final class Makespan {
  /** What may end start-up, the best first; one of them for all pods of a burst. */
  private static final List<Phase> STOPS =
      List.of(
          Phase.CALLED_HOME,
          Phase.HTTP_ANSWERED,
          Phase.TCP_ACCEPTED,
          Phase.LINE_LOGGED,
          Phase.LINE_RECEIVED,
          Phase.FIRST_OUTPUT,
          Phase.OUTPUT_RECEIVED);

  private Makespan() {}

  /** In nanoseconds; empty unless every pod completed and all have the same stop. */
  static Optional<Sample> of(List<PodOutcome> pods) {
    if (pods.isEmpty() || !pods.stream().allMatch(PodOutcome.Completed.class::isInstance)) {
      return Optional.empty();
    }
    List<Mark> requests = marks(pods, Phase.REQUESTED);
    return STOPS.stream()
        .map(stop -> marks(pods, stop))
        .filter(stops -> stops.size() == pods.size() && requests.size() == pods.size())
        .findFirst()
        .map(stops -> between(requests, stops));
  }

  private static List<Mark> marks(List<PodOutcome> pods, Phase phase) {
    return pods.stream().flatMap(pod -> pod.mark(phase).stream()).toList();
  }

  private static Sample between(List<Mark> requests, List<Mark> stops) {
    Mark first = requests.stream().min(Comparator.comparingLong(Mark::nanos)).orElseThrow();
    Mark last = stops.stream().max(Comparator.comparingLong(Mark::nanos)).orElseThrow();
    // Which one is really the first or the last is not known better than each is.
    long error = widest(requests) + widest(stops);
    return new Sample(
        Metric.duration("startup.makespan"), (double) (last.nanos() - first.nanos()), error);
  }

  private static long widest(List<Mark> marks) {
    return marks.stream().mapToLong(Mark::errorNanos).max().orElse(0);
  }
}
