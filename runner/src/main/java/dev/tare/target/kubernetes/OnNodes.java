package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import java.util.List;

/** Where pods may run, by names of nodes; their labels may say another host name. */
final class OnNodes {
  private OnNodes() {}

  /** On one of these nodes and nowhere else. */
  static Affinity affinity(List<String> nodes) {
    return new AffinityBuilder()
        .withNewNodeAffinity()
        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
        .withNodeSelectorTerms(nodes.stream().map(OnNodes::named).toList())
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endNodeAffinity()
        .build();
  }

  /** One term for each: a term takes one name only. */
  private static NodeSelectorTerm named(String node) {
    return new NodeSelectorTermBuilder()
        .withMatchFields(
            new NodeSelectorRequirementBuilder()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node)
                .build())
        .build();
  }
}
