package dev.tare.compare;

import dev.tare.compare.MemoryView.KernelPart;
import dev.tare.compare.MemoryView.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how far the three views of memory agree, and what none of them explains. */
final class Reconciler {

  /** The kernel's own memory that grows with pods, and that belongs to no process. */
  private static final List<String> KERNEL =
      List.of("PageTables", "SecPageTables", "Slab", "Percpu");

  private final MetricIndex metrics;
  private final String workload;
  private final String runtime;

  Reconciler(MetricIndex metrics, String workload, String runtime) {
    this.metrics = metrics;
    this.workload = workload;
    this.runtime = runtime;
  }

  Reconciliation reconcile() {
    List<KernelPart> kernel = kernelParts();
    Optional<Figure.Known> pss = known(Families.PSS);
    if (pss.isEmpty()) {
      return unreconciled(kernel, "the process view is missing");
    }
    return switch (metrics.nodeSlope(workload, runtime)) {
      case Figure.Absent absent -> unreconciled(kernel, "the node view " + missing(absent));
      case Figure.Known node -> reconciled(kernel, pss.get(), node);
    };
  }

  private static String missing(Figure.Absent absent) {
    return absent.because().startsWith("cannot see")
        ? absent.because()
        : "is missing: " + absent.because();
  }

  private static Reconciliation unreconciled(List<KernelPart> kernel, String because) {
    return new Reconciliation(
        kernel,
        new Figure.Absent(because),
        "The views cannot be reconciled: %s.".formatted(because));
  }

  private Reconciliation reconciled(List<KernelPart> kernel, Figure.Known pss, Figure.Known node) {
    double processes = pss.value() + known(Families.HUGETLB).map(Figure.Known::value).orElse(0.0);
    double inKernel = kernel.stream().mapToDouble(KernelPart::bytesPerPod).sum();
    double rest = node.value() - processes - inKernel;
    return new Reconciliation(
        kernel,
        new Figure.Known(rest, Optional.empty(), node.n(), "a difference of medians"),
        sentence(node.value(), processes, inKernel, rest));
  }

  private List<KernelPart> kernelParts() {
    List<KernelPart> parts = new ArrayList<>();
    for (String name : KERNEL) {
      known(Families.nodeSlope(name))
          .ifPresent(known -> parts.add(new KernelPart(name, known.value())));
    }
    return parts;
  }

  private Optional<Figure.Known> known(String metric) {
    return metrics.median(workload, metric, runtime).known();
  }

  private String sentence(double node, double processes, double kernel, double rest) {
    String cgroup =
        known(Families.CGROUP)
            .map(known -> "the pod's cgroup holds " + Wording.bytes(known.value()))
            .orElse("the cgroup cannot be seen");
    String overhead =
        known(Families.CGROUP_OVERHEAD)
            .map(known -> " and the one beside it " + Wording.bytes(known.value()))
            .orElse("");
    return "One more pod takes %s of the node: %s in processes, %s in the kernel, %s unexplained; %s%s."
        .formatted(
            Wording.bytes(node),
            Wording.bytes(processes),
            Wording.bytes(kernel),
            Wording.bytes(rest),
            cgroup,
            overhead);
  }
}
