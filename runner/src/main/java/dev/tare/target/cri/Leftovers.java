package dev.tare.target.cri;

import dev.tare.target.cri.api.ListPodSandboxRequest;
import dev.tare.target.cri.api.PodSandbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pods of a harness that was killed: nobody else would take them away. */
final class Leftovers {
  /** Which process made a pod: {@code <pid>.<start in milliseconds since 1970>}. */
  static final String HARNESS_LABEL = "tare.dev/harness";

  private Leftovers() {}

  /** This process, as the label of its pods. */
  static String harness() {
    return label(ProcessHandle.current());
  }

  /** Removes them, with their cgroups and logs; the names of those that there were. */
  static List<String> remove(CriNode node) {
    List<PodSandbox> dead =
        node
            .endpoint()
            .runtime()
            .listPodSandbox(ListPodSandboxRequest.getDefaultInstance())
            .getItemsList()
            .stream()
            .filter(sandbox -> sandbox.containsLabels(HARNESS_LABEL))
            .filter(sandbox -> !lives(sandbox.getLabelsOrDefault(HARNESS_LABEL, "")))
            .toList();
    for (PodSandbox sandbox : dead) {
      String pod = sandbox.getMetadata().getName();
      new PodRemoval(node, pod)
          .remove(sandbox.getId(), "", node.cgroup(pod), node.access().podLogs().resolve(pod));
    }
    return dead.stream().map(sandbox -> sandbox.getMetadata().getName()).toList();
  }

  private static boolean lives(String harness) {
    String pid = harness.split("\\.", 2)[0];
    return pid.matches("\\d{1,10}")
        && ProcessHandle.of(Long.parseLong(pid))
            .map(process -> label(process).equals(harness))
            .orElse(false);
  }

  private static String label(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + "." + start.map(Instant::toEpochMilli).orElse(0L);
  }
}
