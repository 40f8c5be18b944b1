package dev.tare.scenario;

import dev.tare.scenario.yaml.Quantity;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one workload: a name with exactly one kind below it. */
final class WorkloadReader {

  private static final int MOST_PODS = 500;
  private static final int MOST_LEVELS = 32;
  private static final int MOST_FLOWS = 128;

  /** Each one's latency is kept in the client's memory. */
  private static final int MOST_REQUESTS = 1_000_000;

  /** What the payload's suite has. */
  private static final List<String> GROUPS = List.of("syscall", "cpu");

  private static final Map<String, Function<Section, Workload>> KINDS =
      Map.of(
          "startup", WorkloadReader::startup,
          "memory", WorkloadReader::memory,
          "jmh", WorkloadReader::jmh,
          "network", WorkloadReader::network);

  /** In the order in which messages name them. */
  private static final List<String> FAMILIES = List.of("startup", "memory", "jmh", "network");

  private WorkloadReader() {}

  /** Empty after a problem. */
  static Optional<Workload> read(Section section) {
    return section
        .oneOf(FAMILIES)
        .flatMap(kind -> Optional.ofNullable(KINDS.get(kind.key())).map(kind::section));
  }

  private static Workload startup(Section section) {
    Arrival arrival = section.required("arrival", "{serial: 10}").section(WorkloadReader::arrival);
    return new Workload.Startup(
        arrival, section.value("ready").choice(Ready.class).orElse(Defaults.READY));
  }

  private static Arrival arrival(Section section) {
    Optional<Value> kind = section.oneOf(List.of("serial", "burst"));
    int pods = kind.flatMap(value -> value.whole(1, MOST_PODS)).orElse(1);
    boolean burst = kind.map(Value::key).equals(Optional.of("burst"));
    return burst ? new Arrival.Burst(pods) : new Arrival.Serial(pods);
  }

  private static Workload memory(Section section) {
    Value value = section.required("levels", "[1, 5, 10]");
    List<Integer> levels = new ArrayList<>();
    for (Value item : value.items()) {
      item.whole(1, MOST_PODS)
          .ifPresent(
              level -> {
                if (!levels.isEmpty() && level <= levels.getLast()) {
                  item.fail(
                      "levels ascend, and " + level + " is not above " + levels.getLast(), "");
                }
                levels.add(level);
              });
    }
    value.size(1, MOST_LEVELS, "levels");
    Duration settle =
        section
            .value("settle")
            .duration(Duration.ofMillis(100), Duration.ofMinutes(10))
            .orElse(Defaults.SETTLE);
    return new Workload.Memory(levels, settle);
  }

  private static Workload jmh(Section section) {
    Value value = section.required("benchmarks", "[syscall]");
    List<String> groups = new ArrayList<>();
    for (Value item : value.items()) {
      item.oneOf(GROUPS)
          .ifPresent(
              group -> {
                if (groups.contains(group)) {
                  item.fail("the group \"" + group + "\" stands here twice", "");
                }
                groups.add(group);
              });
    }
    value.size(1, GROUPS.size(), "groups of benchmarks");
    return new Workload.Jmh(
        groups, section.value("profile").choice(Profile.class).orElse(Defaults.PROFILE));
  }

  private static Workload network(Section section) {
    int flows = section.value("flows").whole(1, MOST_FLOWS).orElse(Defaults.FLOWS);
    Value durationValue = section.value("duration");
    Duration duration =
        durationValue
            .duration(Duration.ofSeconds(1), Duration.ofMinutes(10))
            .orElse(Defaults.NETWORK_PART);
    if (duration.toMillis() % 1000 != 0) {
      durationValue.fail("expected whole seconds, found " + Quantity.show(duration), "");
    }
    Value rateValue = section.value("rate");
    int rate = rateValue.whole(1, MOST_REQUESTS).orElse(Defaults.RATE);
    if (rate * duration.toSeconds() > MOST_REQUESTS) {
      (rateValue.isPresent() ? rateValue : durationValue)
          .fail("more than " + MOST_REQUESTS + " requests", "lower the rate or the duration");
    }
    return new Workload.Network(flows, duration, rate);
  }
}
