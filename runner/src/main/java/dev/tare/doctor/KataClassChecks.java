package dev.tare.doctor;

import dev.tare.target.kubernetes.ClassList;
import dev.tare.target.kubernetes.ClusterSight.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether the nodes of a RuntimeClass look as if Kata ran there, as far as the API server shows it.
 * What is inside a node it does not show, so that much can only be said to be checked there.
 */
final class KataClassChecks {
  private static final String KATA_LABEL = "katacontainers.io/kata-runtime";
  private static final String NFD = "feature.node.kubernetes.io/";
  private static final String VMX = NFD + "cpu-cpuid.VMX";
  private static final String SVM = NFD + "cpu-cpuid.SVM";
  private static final String HYPERVISOR = NFD + "cpu-cpuid.HYPERVISOR";

  /** The label by which Kata's own classes choose nodes for confidential guests. */
  private static final Map<String, String> CONFIDENTIAL =
      Map.of(
          "snp",
          "amd.feature.node.kubernetes.io/snp",
          "tdx",
          "intel.feature.node.kubernetes.io/tdx",
          "se",
          NFD + "cpu-security.se.enabled");

  private final KataHandler handler;
  private final String name;
  private final List<NodeState> nodes;

  private KataClassChecks(KataHandler handler, String name, List<NodeState> nodes) {
    this.handler = handler;
    this.name = name;
    this.nodes = nodes;
  }

  /** The checks of one class; none when it is not Kata's, or when no node has its labels. */
  static List<Check> of(ClassList.Entry entry, List<NodeState> nodes) {
    List<NodeState> fitting = nodes.stream().filter(node -> node.fits(entry)).toList();
    Optional<KataHandler> handler = KataHandler.of(entry.handler());
    return handler.isEmpty() || fitting.isEmpty()
        ? List.of()
        : new KataClassChecks(handler.get(), entry.name(), fitting).all();
  }

  private List<Check> all() {
    List<Check> checks = new ArrayList<>(List.of(label(), known(), hypervisor()));
    if (handler.firecracker()) {
      checks.add(
          Check.warn(
              name + " images",
              "Firecracker shares no folders with its node, so images must be block devices; which"
                  + " snapshotter the handler has is not seen from here",
              "look on the nodes for a snapshotter of block devices (devmapper, blockfile or"
                  + " erofs): 'ctr plugins ls', and 'snapshotter' of the handler in containerd's"
                  + " configuration"));
    }
    if (!handler.remote()) {
      checks.add(virtualisation());
    }
    handler.confidential().ifPresent(kind -> checks.add(confidential(kind)));
    return checks;
  }

  private Check label() {
    List<String> without = without(KATA_LABEL);
    return without.isEmpty()
        ? Check.ok(name + " label", KATA_LABEL + "=true on " + names(nodes))
        : Check.warn(
            name + " label",
            "%s not labelled %s=true, as nodes with Kata are by its installer"
                .formatted(are(without), KATA_LABEL),
            "install Kata there with its Helm chart; or, where it is, 'kubectl label node %s %s=true', and name the label in the class's scheduling.nodeSelector"
                .formatted(without.getFirst(), KATA_LABEL));
  }

  private Check known() {
    List<String> silent = names(node -> node.handlers().isEmpty());
    List<String> lacking =
        names(node -> node.handlers().filter(told -> !told.contains(handler.name())).isPresent());
    String check = name + " handler";
    if (!lacking.isEmpty()) {
      String finding =
          "%s does not know the handler %s".formatted(String.join(", ", lacking), handler.name());
      String remedy =
          "add it to containerd's configuration there and restart containerd, or keep the class off"
              + " with scheduling.nodeSelector";
      return lacking.size() == nodes.size()
          ? Check.missing(check, finding, remedy)
          : Check.warn(check, finding, remedy);
    }
    return silent.isEmpty()
        ? Check.ok(check, "%s is known to %s".formatted(handler.name(), names(nodes)))
        : Check.warn(
            check,
            "not told by %s: whether %s is known there"
                .formatted(String.join(", ", silent), handler.name()),
            "kubelets tell it from 1.30 on with containerd 2; otherwise 'crictl info' on the node"
                + " shows its runtimes");
  }

  private Check hypervisor() {
    String check = name + " hypervisor";
    if (handler.remote()) {
      return Check.warn(
          check,
          "its guests run on other machines: nodes show neither their memory nor their CPUs",
          "take start-up figures of it only, and as those of another machine");
    }
    return handler
        .hypervisor()
        .map(words -> Check.ok(check, words + ", by the handler's name"))
        .orElseGet(
            () ->
                Check.warn(
                    check,
                    "the handler's name %s does not tell it".formatted(handler.name()),
                    "'kata-runtime env' on a node tells it; a receipt names it where an observer"
                        + " sees processes"));
  }

  private Check virtualisation() {
    String check = name + " kvm";
    List<String> virtual = names(node -> has(node, VMX) || has(node, SVM));
    List<String> without = names(node -> !has(node, VMX) && !has(node, SVM) && discovered(node));
    List<String> nested = names(node -> has(node, HYPERVISOR));
    if (!without.isEmpty()) {
      return Check.warn(
          check,
          "node feature discovery sees neither VMX nor SVM on " + String.join(", ", without),
          "use nodes with hardware virtualisation; where nodes are virtual machines, allow them"
              + " nesting");
    }
    if (virtual.size() < nodes.size()) {
      return Check.warn(
          check,
          "whether the nodes can run virtual machines is not seen from the API server",
          "run 'tare doctor' on a node, or look for /dev/kvm there; node feature discovery would"
              + " label VMX or SVM");
    }
    return nested.isEmpty()
        ? Check.ok(check, "VMX or SVM on " + names(nodes))
        : Check.warn(
            check,
            nested.size() == 1
                ? nested.getFirst() + " is a virtual machine itself: its guests would be nested"
                : String.join(", ", nested)
                    + " are virtual machines themselves: their guests would be nested",
            "measure what you publish on bare metal; compare only runs from one kind of node");
  }

  private Check confidential(String kind) {
    String label = CONFIDENTIAL.getOrDefault(kind, "");
    List<String> without = without(label);
    return without.isEmpty()
        ? Check.ok(name + " " + kind, label + "=true on " + names(nodes))
        : Check.warn(
            name + " " + kind,
            "%s not labelled %s=true".formatted(are(without), label),
            "such guests start only on processors that can keep them secret; node feature discovery"
                + " sets the label where they are");
  }

  private List<String> without(String label) {
    return names(node -> !has(node, label));
  }

  private static boolean has(NodeState node, String label) {
    return "true".equals(node.labels().get(label));
  }

  /** Whether somebody labels what the node's processor can do. */
  private static boolean discovered(NodeState node) {
    return node.labels().keySet().stream().anyMatch(label -> label.startsWith(NFD + "cpu-cpuid."));
  }

  private List<String> names(Predicate<NodeState> which) {
    return nodes.stream().filter(which).map(NodeState::name).toList();
  }

  private static String names(List<NodeState> nodes) {
    return nodes.stream().map(NodeState::name).collect(Collectors.joining(", "));
  }

  private static String are(List<String> names) {
    return String.join(", ", names) + (names.size() == 1 ? " is" : " are");
  }
}
