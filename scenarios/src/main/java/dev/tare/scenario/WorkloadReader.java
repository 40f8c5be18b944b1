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

  private static final int MOST_LEVELS = 32;
  private static final int MOST_FLOWS = 128;

  /** At about a look each second none of its stages goes by unseen. */
  private static final Duration LEAST_HOLD = Duration.ofSeconds(3);

  /** Below it a node may kill something before anybody has looked again. */
  private static final long LEAST_RESERVE = 128L << 20;

  private static final long MOST_RESERVE = 1024L << 30;

  /** Each one's latency is kept in the client's memory. */
  private static final int MOST_REQUESTS = 1_000_000;

  /** The peer's runtime is the client's own. */
  private static final String SAME = "same";

  /** What the payload's suite has. */
  private static final List<String> GROUPS =
      List.of("syscall", "handover", "paging", "bandwidth", "exec", "file", "cpu");

  private static final Map<String, Function<Section, Workload>> KINDS =
      Map.of(
          "startup", StartupReader::read,
          "memory", WorkloadReader::memory,
          "density", WorkloadReader::density,
          "working", WorkloadReader::working,
          "jmh", WorkloadReader::jmh,
          "cpu", WorkloadReader::cpu,
          "network", WorkloadReader::network,
          "command", CommandReader::read);

  /** In the order in which messages name them. */
  private static final List<String> FAMILIES =
      List.of("startup", "memory", "density", "working", "jmh", "cpu", "network", "command");

  private WorkloadReader() {}

  /** Empty after a problem. */
  static Optional<Workload> read(Section section) {
    return section
        .oneOf(FAMILIES)
        .flatMap(kind -> Optional.ofNullable(KINDS.get(kind.key())).map(kind::section));
  }

  private static Workload memory(Section section) {
    Value value = section.required("levels", "[1, 5, 10]");
    List<Integer> levels = new ArrayList<>();
    for (Value item : value.items()) {
      item.whole(1, StartupReader.MOST_PODS)
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

  private static Workload density(Section section) {
    int most = section.required("most", "60").whole(1, StartupReader.MOST_PODS).orElse(1);
    Value stepValue = section.value("step");
    int step = stepValue.whole(1, StartupReader.MOST_PODS).orElse(Math.min(Defaults.STEP, most));
    if (step > most) {
      stepValue.fail("a step of " + step + " pods goes beyond the most, " + most, "");
    }
    return new Workload.Density(
        most,
        step,
        section
            .value("start")
            .duration(Duration.ofMillis(100), Duration.ofMinutes(10))
            .orElse(Defaults.START_OBJECTIVE),
        section
            .value("settle")
            .duration(Duration.ofMillis(100), Duration.ofMinutes(10))
            .orElse(Defaults.SETTLE),
        section.value("reserve").bytes(LEAST_RESERVE, MOST_RESERVE));
  }

  private static Workload working(Section section) {
    Value value = section.required("loads", "[idle, cache]");
    List<Load> loads = once(value, item -> item.choice(Load.class), load -> "the load");
    value.size(1, Load.values().length, "loads");
    Value holdValue = section.value("hold");
    Duration hold = holdValue.duration(LEAST_HOLD, Duration.ofMinutes(10)).orElse(Defaults.HOLD);
    wholeSeconds(holdValue, hold);
    return new Workload.Working(loads, hold);
  }

  private static void wholeSeconds(Value value, Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      value.fail("expected whole seconds, found " + Quantity.show(duration), "");
    }
  }

  /**
   * The values of a list in which none may stand twice.
   *
   * @param called what one is called when it does
   */
  private static <T> List<T> once(
      Value list, Function<Value, Optional<T>> read, Function<T, String> called) {
    List<T> values = new ArrayList<>();
    for (Value item : list.items()) {
      read.apply(item)
          .ifPresent(
              value -> {
                if (values.contains(value)) {
                  item.fail(called.apply(value) + " stands here twice", "");
                }
                values.add(value);
              });
    }
    return values;
  }

  private static Workload jmh(Section section) {
    Value value = section.required("benchmarks", "[syscall]");
    List<String> groups =
        once(value, item -> item.oneOf(GROUPS), group -> "the group \"" + group + "\"");
    value.size(1, GROUPS.size(), "groups of benchmarks");
    return new Workload.Jmh(
        groups, section.value("profile").choice(Profile.class).orElse(Defaults.PROFILE));
  }

  private static Workload cpu(Section section) {
    return new Workload.Cpu(
        section.value("pods").whole(1, StartupReader.MOST_PODS).orElse(Defaults.CPU_PODS),
        section
            .value("idle")
            .duration(Duration.ofSeconds(1), Duration.ofHours(1))
            .orElse(Defaults.CPU_IDLE));
  }

  private static Workload network(Section section) {
    int flows = section.value("flows").whole(1, MOST_FLOWS).orElse(Defaults.FLOWS);
    Value durationValue = section.value("duration");
    Duration duration =
        durationValue
            .duration(Duration.ofSeconds(1), Duration.ofMinutes(10))
            .orElse(Defaults.NETWORK_PART);
    wholeSeconds(durationValue, duration);
    Value rateValue = section.value("rate");
    int rate = rateValue.whole(1, MOST_REQUESTS).orElse(Defaults.RATE);
    if (rate * duration.toSeconds() > MOST_REQUESTS) {
      (rateValue.isPresent() ? rateValue : durationValue)
          .fail("more than " + MOST_REQUESTS + " requests", "lower the rate or the duration");
    }
    return new Workload.Network(
        flows,
        duration,
        rate,
        parts(section.value("parts")),
        peer(section.value("peer")),
        section.value("peer-node").choice(PeerNode.class).orElse(Defaults.PEER_NODE),
        section.value("cpu").flag().orElse(Defaults.NETWORK_CPU));
  }

  private static List<NetworkPart> parts(Value value) {
    if (!value.isPresent()) {
      return Defaults.NETWORK_PARTS;
    }
    List<NetworkPart> parts =
        once(value, item -> item.choice(NetworkPart.class), part -> "the part");
    value.size(1, NetworkPart.values().length, "parts");
    // Always in one order, so that none of two runs stands behind another part.
    return parts.stream().sorted().toList();
  }

  private static Optional<String> peer(Value value) {
    return Names.runtime(value).filter(name -> !name.equals(SAME));
  }
}
