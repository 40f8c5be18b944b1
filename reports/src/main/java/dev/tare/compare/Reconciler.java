package dev.tare.compare;

import dev.tare.compare.MemoryView.KernelPart;
import dev.tare.compare.MemoryView.Part;
import dev.tare.compare.MemoryView.Reconciliation;
import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import dev.tare.stats.Quantiles;
import dev.tare.stats.TheilSen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how far the three views of memory agree, and what none of them explains. */
final class Reconciler {

  /** The kernel's own memory that grows with pods, and that belongs to no process. */
  private static final List<String> KERNEL =
      List.of("PageTables", "SecPageTables", "Slab", "Percpu");

  private Reconciler() {}

  static Reconciliation reconcile(
      List<TrialRecord> trials, List<Part> parts, Figure pss, Figure cgroup, Figure slope) {
    List<KernelPart> kernel = kernelParts(trials);
    Optional<Figure.Known> processes = pss.known();
    Optional<Figure.Known> node = slope.known();
    if (processes.isEmpty() || node.isEmpty()) {
      Figure absent = new Figure.Absent("the process or the node view is missing");
      return new Reconciliation(kernel, absent, "The views cannot be reconciled: one is missing.");
    }
    double huge = parts.stream().mapToDouble(Part::hugetlb).sum();
    double inKernel = kernel.stream().mapToDouble(KernelPart::bytesPerPod).sum();
    double rest = node.get().value() - processes.get().value() - huge - inKernel;
    Figure unexplained =
        new Figure.Known(rest, Optional.empty(), node.get().n(), "a difference of medians");
    return new Reconciliation(
        kernel,
        unexplained,
        sentence(processes.get().value() + huge, inKernel, rest, cgroup, node.get().value()));
  }

  /**
   * How each part grows with a pod: Theil–Sen over the levels of a round, then median over rounds.
   */
  private static List<KernelPart> kernelParts(List<TrialRecord> trials) {
    List<KernelPart> parts = new ArrayList<>();
    for (String name : KERNEL) {
      double[] slopes =
          trials.stream()
              .flatMap(trial -> slope(trial, name).stream())
              .mapToDouble(slope -> slope)
              .toArray();
      if (slopes.length > 0) {
        parts.add(new KernelPart(name, Quantiles.median(slopes)));
      }
    }
    return parts;
  }

  private static Optional<Double> slope(TrialRecord trial, String name) {
    List<Reading.Node> nodes =
        trial.result().readings().stream()
            .filter(Reading.Node.class::isInstance)
            .map(Reading.Node.class::cast)
            .filter(node -> node.meminfo().containsKey(name))
            .toList();
    double[] pods = nodes.stream().mapToDouble(Reading.Node::level).toArray();
    double[] bytes = nodes.stream().mapToDouble(node -> node.meminfo().get(name)).toArray();
    return TheilSen.fit(pods, bytes).map(TheilSen::slope);
  }

  private static String sentence(
      double processes, double kernel, double rest, Figure cgroup, double node) {
    String pod =
        cgroup
            .known()
            .map(known -> "the pod's cgroup holds %s".formatted(Wording.bytes(known.value())))
            .orElse("the cgroup cannot be seen");
    return ("One more pod takes %s of the node: %s in processes, %s in the kernel, %s unexplained;"
            + " %s.")
        .formatted(
            Wording.bytes(node),
            Wording.bytes(processes),
            Wording.bytes(kernel),
            Wording.bytes(rest),
            pod);
  }
}
