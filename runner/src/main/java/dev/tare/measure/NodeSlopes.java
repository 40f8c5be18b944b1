package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.stats.TheilSen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the node as a whole loses per further pod, in bytes: a Theil–Sen line through {@code
 * -MemAvailable} over the number of pods.
 *
 * <p>The line goes through the levels that have pods, and the empty node is only its zero: what the
 * first pod brings and later ones share (templates, pools, daemons) is then all in the intercept,
 * and none of it in the slope. With fewer than two such levels neither can be told, and there is no
 * sample.
 */
final class NodeSlopes {
  private static final List<String> PARTS =
      List.of("PageTables", "SecPageTables", "Slab", "Percpu");

  private NodeSlopes() {}

  static List<Sample> samples(List<Reading.Node> nodes) {
    List<Sample> samples = new ArrayList<>();
    line(nodes, "MemAvailable", node -> -of(node, "MemAvailable"))
        .ifPresent(
            line -> {
              samples.add(size("memory.node_slope", line.slope()));
              emptyNode(nodes)
                  .ifPresent(
                      empty ->
                          samples.add(size("memory.node_intercept", line.intercept() - empty)));
            });
    PARTS.forEach(
        field ->
            line(nodes, field, node -> of(node, field))
                .ifPresent(line -> samples.add(size(metric(field), line.slope()))));
    return samples;
  }

  /** Empty as well when a reading lacks the field, as older kernels do. */
  private static Optional<TheilSen> line(
      List<Reading.Node> nodes, String field, ToDoubleFunction<Reading.Node> y) {
    List<Reading.Node> loaded = nodes.stream().filter(node -> node.level() > 0).toList();
    if (!loaded.stream().allMatch(node -> node.meminfo().containsKey(field))) {
      return Optional.empty();
    }
    return TheilSen.fit(
        loaded.stream().mapToDouble(Reading.Node::level).toArray(),
        loaded.stream().mapToDouble(y).toArray());
  }

  private static Optional<Double> emptyNode(List<Reading.Node> nodes) {
    double[] empty =
        nodes.stream()
            .filter(node -> node.level() == 0 && node.meminfo().containsKey("MemAvailable"))
            .mapToDouble(node -> -of(node, "MemAvailable"))
            .sorted()
            .toArray();
    return empty.length == 0
        ? Optional.empty()
        : Optional.of((empty[(empty.length - 1) / 2] + empty[empty.length / 2]) / 2);
  }

  private static String metric(String field) {
    return "memory.node_" + field.toLowerCase(Locale.ROOT);
  }

  private static double of(Reading.Node node, String field) {
    return node.meminfo().getOrDefault(field, 0L);
  }

  private static Sample size(String name, double bytes) {
    return new Sample(Metric.size(name), bytes, 0);
  }
}
