package dev.tare.compare;

import dev.tare.compare.MemoryView.KernelPart;
import dev.tare.compare.MemoryView.Part;
import dev.tare.compare.MemoryView.Reconciliation;
import dev.tare.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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

  /**
   * @param rounds what each round's processes hold for one pod
   */
  Reconciliation reconcile(List<List<Part>> rounds) {
    List<KernelPart> kernel = kernelParts();
    if (rounds.isEmpty()) {
      return unreconciled(kernel, "the process view is missing");
    }
    return switch (metrics.nodeSlope(workload, runtime)) {
      case Figure.Absent absent -> unreconciled(kernel, "the node view " + missing(absent));
      case Figure.Known node -> reconciled(kernel, rounds, node);
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

  /** MemAvailable counts file pages as available, so they are no part of the node's slope. */
  private Reconciliation reconciled(
      List<KernelPart> kernel, List<List<Part>> rounds, Figure.Known node) {
    double held = median(rounds, part -> part.anon() + part.shmem() + part.hugetlb());
    double file = median(rounds, Part::file);
    double unmapped = known(Families.UNMAPPED).map(Figure.Known::value).orElse(0.0);
    double inKernel = kernel.stream().mapToDouble(KernelPart::bytesPerPod).sum();
    double rest = node.value() - held - unmapped - inKernel;
    return new Reconciliation(
        kernel,
        new Figure.Known(rest, Optional.empty(), node.n(), "a difference of medians"),
        sentence(node.value(), held, unmapped, inKernel, rest, file));
  }

  private static double median(List<List<Part>> rounds, ToDoubleFunction<Part> bytes) {
    return Quantiles.median(
        rounds.stream().mapToDouble(parts -> parts.stream().mapToDouble(bytes).sum()).toArray());
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

  private String sentence(
      double node, double held, double unmapped, double kernel, double rest, double file) {
    String cgroup =
        known(Families.CGROUP)
            .map(known -> "The pod's cgroup holds " + Wording.bytes(known.value()))
            .orElse("The cgroup cannot be seen");
    String overhead =
        known(Families.CGROUP_OVERHEAD)
            .map(known -> " and the one beside it " + Wording.bytes(known.value()))
            .orElse("");
    return ("One more pod takes %s of the node: %s in its processes without file pages,%s %s in the"
            + " kernel, %s. The %s of file pages in its processes are shared or can be"
            + " reclaimed, so the node counts them as available. %s%s.")
        .formatted(
            Wording.bytes(node),
            Wording.bytes(held),
            unmapped > 0 ? " %s that no process maps,".formatted(Wording.bytes(unmapped)) : "",
            Wording.bytes(kernel),
            rest < 0
                ? "together %s more than that".formatted(Wording.bytes(-rest))
                : Wording.bytes(rest) + " unexplained",
            Wording.bytes(file),
            cgroup,
            overhead);
  }
}
