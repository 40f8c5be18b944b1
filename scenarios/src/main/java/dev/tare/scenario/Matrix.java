package dev.tare.scenario;

import dev.tare.scenario.yaml.NearestName;
import dev.tare.scenario.yaml.Node;
import dev.tare.scenario.yaml.Problems;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values that single keys of the pod or of a workload take in turn. A workload has one case for
 * every combination of the axes that touch it; the pod's axes touch all.
 */
record Matrix(List<Axis> axes) {

  private static final int MOST_VALUES = 32;
  private static final int MOST_CASES = 256;
  private static final String POD = "pod.resources.";
  private static final String WORKLOADS = "workloads.";

  /** One path with its values, each as an entry whose key stands where the path does. */
  record Axis(String path, List<Node.Entry> values) {

    boolean touches(String workload) {
      return path.startsWith(POD) || path.startsWith(WORKLOADS + workload + ".");
    }

    String label(Node.Entry value) {
      String text = value.value() instanceof Node.Scalar scalar ? scalar.text() : "";
      return path.substring(path.lastIndexOf('.') + 1) + "=" + text;
    }
  }

  /** Reads {@code matrix}, after the body was read: its paths are the ones that were read there. */
  static Matrix read(Section top, Body body) {
    Set<String> paths =
        top.leaves().stream()
            .filter(path -> path.startsWith(POD) || path.startsWith(WORKLOADS))
            .filter(path -> path.indexOf('[') < 0)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Value value = top.value("matrix");
    Matrix matrix = value.section(section -> read(section, paths));
    long cases = body.workloads().keySet().stream().mapToLong(matrix::combinations).sum();
    if (cases > MOST_CASES) {
      value.fail("more than " + MOST_CASES + " variants of workloads", "give fewer values");
      return new Matrix(List.of());
    }
    return matrix;
  }

  private static Matrix read(Section section, Set<String> paths) {
    List<Axis> axes = new ArrayList<>();
    for (Value value : section.all()) {
      if (!paths.contains(value.key())) {
        value.failKey("nothing to vary at this path", NearestName.advice(value.key(), paths));
        continue;
      }
      List<Node.Entry> values = new ArrayList<>();
      Set<String> texts = new HashSet<>();
      value.items().forEach(item -> single(item, texts).ifPresent(values::add));
      value.size(1, MOST_VALUES, "values");
      axes.add(new Axis(value.key(), values));
    }
    return new Matrix(axes);
  }

  private static Optional<Node.Entry> single(Value item, Set<String> before) {
    Optional<Node.Entry> entry = item.entry();
    if (entry.map(Node.Entry::value).orElse(null) instanceof Node.Scalar scalar) {
      if (!before.add(scalar.text())) {
        item.fail("the value stands here twice", "");
      }
      return entry;
    }
    item.fail("expected a single value", "");
    return Optional.empty();
  }

  private long combinations(String workload) {
    return axes.stream()
        .filter(axis -> axis.touches(workload))
        .mapToLong(axis -> axis.values().size())
        .reduce(1, (a, b) -> Math.min(a * b, MOST_CASES * 1000L));
  }

  /** Every workload in every combination, in the order of the file. */
  List<Case> cases(Body body, Node root, Problems problems) {
    List<Case> cases = new ArrayList<>();
    for (String workload : body.workloads().keySet()) {
      List<Axis> touching = axes.stream().filter(axis -> axis.touches(workload)).toList();
      expand(workload, touching, List.of(), root, problems, cases);
    }
    return cases;
  }

  private static void expand(
      String workload,
      List<Axis> rest,
      List<String> labels,
      Node root,
      Problems problems,
      List<Case> into) {
    if (rest.isEmpty()) {
      Body body = Body.read(Section.root(root, problems));
      Workload read = body.workloads().get(workload);
      if (read != null) {
        into.add(new Case(name(workload, labels), body.pod(), read));
      }
      return;
    }
    Axis axis = rest.getFirst();
    List<String> path = List.of(axis.path().split("\\."));
    for (Node.Entry value : axis.values()) {
      List<String> longer = new ArrayList<>(labels);
      longer.add(axis.label(value));
      Node varied = root instanceof Node.Mapping mapping ? mapping.with(path, value) : root;
      expand(workload, rest.subList(1, rest.size()), longer, varied, problems, into);
    }
  }

  private static String name(String workload, List<String> labels) {
    return labels.isEmpty() ? workload : workload + "[" + String.join(",", labels) + "]";
  }
}
