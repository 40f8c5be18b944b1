package dev.tare.target.kubernetes;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.pods.PodRequest;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod as the API server gets it: the same for every runtime but for its RuntimeClass and the
 * runtime's own annotations. It asks for no privilege, has no volume (whose mounts the kubelet
 * polls for) and no token, and may be started on the one node that its round shares.
 */
final class KubePodManifest {
  static final String CONTAINER = "main";

  /** The payload ends at once when it is told to. */
  private static final long GRACE_SECONDS = 5;

  private KubePodManifest() {}

  /**
   * @param node on which the pod may run
   * @param tolerations of every runtime of the run, so that all of them may run there
   */
  static Pod of(PodRequest request, String node, List<Toleration> tolerations) {
    RuntimeSpec runtime = request.runtime();
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(request.name())
            .addToLabels(RunLabels.of(request.run()))
            .addToAnnotations(runtime.annotations())
            .endMetadata()
            .withNewSpec()
            .withRuntimeClassName(runtime.handler().isEmpty() ? null : runtime.handler())
            .withRestartPolicy("Never")
            .withTerminationGracePeriodSeconds(GRACE_SECONDS)
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTolerations(tolerations)
            .withAffinity(OnNodes.affinity(List.of(node)))
            .withNewSecurityContext()
            .withRunAsNonRoot(request.restricted() ? true : null)
            .withRunAsUser(request.program() ? null : PodRequest.USER)
            .withRunAsGroup(request.program() ? null : PodRequest.USER)
            .withSeccompProfile(seccomp(request))
            .endSecurityContext()
            .withContainers(container(request))
            .endSpec()
            .build();
    return Overlay.lay(request.shape().overlay(), pod);
  }

  /** A pod that names none gets none; the level "baseline" forbids to name it. */
  private static @Nullable SeccompProfile seccomp(PodRequest request) {
    return switch (request.shape().seccomp()) {
      case UNCONFINED -> null;
      case RUNTIME_DEFAULT -> new SeccompProfileBuilder().withType("RuntimeDefault").build();
    };
  }

  private static Container container(PodRequest request) {
    Quantity memory = new Quantity(Long.toString(request.shape().memory()));
    Map<String, Quantity> limits = new LinkedHashMap<>();
    limits.put("cpu", new Quantity(Integer.toString(request.shape().cpu())));
    limits.put("memory", memory);
    Map<String, Quantity> requests = new LinkedHashMap<>();
    requests.put("cpu", new Quantity(request.shape().cpuRequest() + "m"));
    requests.put("memory", memory);
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(request.image())
        .withImagePullPolicy("IfNotPresent")
        .withCommand(request.command())
        .withNewResources()
        .withLimits(limits)
        .withRequests(requests)
        .endResources()
        .withStartupProbe(probe(request))
        .withSecurityContext(
            new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withCapabilities(
                    request.restricted() ? new CapabilitiesBuilder().withDrop("ALL").build() : null)
                .build())
        .build();
  }

  /**
   * Whoever waits for a port lets the kubelet ask: it reaches every pod of its node. A start-up
   * probe ends with the first answer, so that nobody connects to a server while it is measured; the
   * pod is Ready from then on. It never gives a pod up, which is for the limits to do.
   */
  private static @Nullable Probe probe(PodRequest request) {
    return request.port().isEmpty()
        ? null
        : new ProbeBuilder()
            .withNewTcpSocket()
            .withPort(new IntOrString(request.port().getAsInt()))
            .endTcpSocket()
            .withPeriodSeconds(1)
            .withFailureThreshold(Integer.MAX_VALUE)
            .build();
  }
}
