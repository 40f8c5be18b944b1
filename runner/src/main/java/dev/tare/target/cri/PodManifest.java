package dev.tare.target.cri;

import dev.tare.target.cri.api.Capability;
import dev.tare.target.cri.api.ContainerConfig;
import dev.tare.target.cri.api.ContainerMetadata;
import dev.tare.target.cri.api.ImageSpec;
import dev.tare.target.cri.api.Int64Value;
import dev.tare.target.cri.api.LinuxContainerConfig;
import dev.tare.target.cri.api.LinuxContainerResources;
import dev.tare.target.cri.api.LinuxContainerSecurityContext;
import dev.tare.target.cri.api.LinuxPodSandboxConfig;
import dev.tare.target.cri.api.LinuxSandboxSecurityContext;
import dev.tare.target.cri.api.NamespaceMode;
import dev.tare.target.cri.api.NamespaceOption;
import dev.tare.target.cri.api.PodSandboxConfig;
import dev.tare.target.cri.api.PodSandboxMetadata;
import dev.tare.target.cri.api.SecurityProfile;
import dev.tare.target.pods.PodRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pod as CRI wants it, the same for every runtime but for the runtime's own annotations. */
final class PodManifest {
  static final String NAMESPACE = "tare";
  static final String RUN_LABEL = "tare.dev/run";
  static final String POD_LABEL = "tare.dev/pod";
  static final String LOG_FILE = "main.log";

  private static final long CPU_PERIOD_MICROS = 100_000;

  private PodManifest() {}

  static PodSandboxConfig sandbox(PodRequest request, Path logs, String cgroup) {
    return PodSandboxConfig.newBuilder()
        .setMetadata(
            PodSandboxMetadata.newBuilder()
                .setName(request.name())
                .setUid(request.name())
                .setNamespace(NAMESPACE))
        .setHostname(request.name().substring(0, Math.min(63, request.name().length())))
        .setLogDirectory(logs.toString())
        .putAllLabels(labels(request))
        .putAllAnnotations(annotations(request))
        .setLinux(
            LinuxPodSandboxConfig.newBuilder()
                .setCgroupParent(cgroup)
                .setResources(resources(request))
                .setSecurityContext(
                    LinuxSandboxSecurityContext.newBuilder()
                        .setNamespaceOptions(namespaces())
                        .setSeccomp(seccomp(request))))
        .build();
  }

  static ContainerConfig container(PodRequest request) {
    return ContainerConfig.newBuilder()
        .setMetadata(ContainerMetadata.newBuilder().setName("main"))
        .setImage(ImageSpec.newBuilder().setImage(request.image()))
        .addAllCommand(request.command())
        .setLogPath(LOG_FILE)
        .putAllLabels(labels(request))
        .putAllAnnotations(annotations(request))
        .setLinux(
            LinuxContainerConfig.newBuilder()
                .setResources(resources(request))
                .setSecurityContext(security(request)))
        .build();
  }

  private static LinuxContainerSecurityContext security(PodRequest request) {
    LinuxContainerSecurityContext.Builder security =
        LinuxContainerSecurityContext.newBuilder()
            .setNamespaceOptions(namespaces())
            .setNoNewPrivs(true)
            .setSeccomp(seccomp(request));
    if (request.restricted()) {
      security.setCapabilities(Capability.newBuilder().addDropCapabilities("ALL"));
    }
    if (!request.program()) {
      security
          .setRunAsUser(Int64Value.newBuilder().setValue(PodRequest.USER))
          .setRunAsGroup(Int64Value.newBuilder().setValue(PodRequest.USER));
    }
    return security.build();
  }

  private static Map<String, String> labels(PodRequest request) {
    Map<String, String> labels = new LinkedHashMap<>(overlay(request, "labels"));
    labels.put(RUN_LABEL, request.run());
    labels.put(POD_LABEL, request.name());
    labels.put(Leftovers.HARNESS_LABEL, Leftovers.harness());
    return labels;
  }

  private static Map<String, String> annotations(PodRequest request) {
    Map<String, String> annotations = new LinkedHashMap<>(overlay(request, "annotations"));
    annotations.putAll(request.runtime().annotations());
    return annotations;
  }

  /** Labels and annotations are what CRI knows of a pod's manifest. */
  private static Map<String, String> overlay(PodRequest request, String key) {
    Map<String, String> values = new LinkedHashMap<>();
    if (request.shape().overlay().get("metadata") instanceof Map<?, ?> metadata
        && metadata.get(key) instanceof Map<?, ?> entries) {
      entries.forEach((name, value) -> values.put(name.toString(), String.valueOf(value)));
    }
    return values;
  }

  private static LinuxContainerResources resources(PodRequest request) {
    return LinuxContainerResources.newBuilder()
        .setCpuPeriod(CPU_PERIOD_MICROS)
        .setCpuQuota(request.shape().cpu() * CPU_PERIOD_MICROS)
        // As the kubelet does: 1024 shares a CPU, and never fewer than 2.
        .setCpuShares(Math.max(2, request.shape().cpuRequest() * 1024L / 1000))
        .setMemoryLimitInBytes(request.shape().memory())
        .build();
  }

  private static NamespaceOption namespaces() {
    return NamespaceOption.newBuilder()
        .setNetwork(NamespaceMode.POD)
        .setPid(NamespaceMode.CONTAINER)
        .setIpc(NamespaceMode.POD)
        .build();
  }

  /** Unless asked otherwise, what Kubernetes gives a pod that names none; docs/decisions/0001. */
  private static SecurityProfile seccomp(PodRequest request) {
    return SecurityProfile.newBuilder()
        .setProfileType(
            switch (request.shape().seccomp()) {
              case UNCONFINED -> SecurityProfile.ProfileType.Unconfined;
              case RUNTIME_DEFAULT -> SecurityProfile.ProfileType.RuntimeDefault;
            })
        .build();
  }
}
