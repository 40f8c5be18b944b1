package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What an observer's pod is granted on its node, by its tier: no more than what it reads.
 *
 * @param level the Pod Security level that its namespace has to allow
 * @param host whether it shares the node's process and network namespaces: to see the processes,
 *     and so that pods reach it at their node's own address
 */
record ObserverGrants(
    String level,
    boolean host,
    SecurityContext security,
    List<VolumeMount> mounts,
    List<Volume> volumes) {
  /** Where the observer sees the node's cgroups; its own are at the usual place. */
  static final String CGROUPS = "/host/cgroup";

  ObserverGrants {
    mounts = List.copyOf(mounts);
    volumes = List.copyOf(volumes);
  }

  static ObserverGrants of(Tier tier, String socket) {
    if (tier == Tier.KUBELET) {
      return new ObserverGrants("restricted", false, unprivileged(), List.of(), List.of());
    }
    List<VolumeMount> mounts = new ArrayList<>(List.of(mount("cgroups", CGROUPS)));
    List<Volume> volumes =
        new ArrayList<>(List.of(volume("cgroups", "/sys/fs/cgroup", "Directory")));
    if (tier == Tier.RUNTIME) {
      mounts.add(mount("runtime", socket));
      volumes.add(volume("runtime", socket, "Socket"));
    }
    return new ObserverGrants("privileged", true, tracing(), mounts, volumes);
  }

  private static SecurityContext unprivileged() {
    return new SecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(65534L)
        .withRunAsGroup(65534L)
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /**
   * Root with one capability: smaps_rollup of other processes takes CAP_SYS_PTRACE. AppArmor's and
   * SELinux's usual profiles for containers forbid it all the same, and so they are left.
   */
  private static SecurityContext tracing() {
    return new SecurityContextBuilder()
        .withRunAsUser(0L)
        .withRunAsGroup(0L)
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .withAdd("SYS_PTRACE")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .withNewAppArmorProfile()
        .withType("Unconfined")
        .endAppArmorProfile()
        .withNewSeLinuxOptions()
        .withType("spc_t")
        .endSeLinuxOptions()
        .build();
  }

  private static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).withReadOnly(true).build();
  }

  private static Volume volume(String name, String path, String type) {
    return new VolumeBuilder()
        .withName(name)
        .withNewHostPath()
        .withPath(path)
        .withType(type)
        .endHostPath()
        .build();
  }

  /** Gives it to the pod and to its one container; the JVM writes below /tmp. */
  PodSpecBuilder grant(PodSpecBuilder pod) {
    List<VolumeMount> all = new ArrayList<>(mounts);
    all.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    List<Volume> more = new ArrayList<>(volumes);
    more.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    pod.withVolumes(more)
        .editFirstContainer()
        .withSecurityContext(security)
        .withVolumeMounts(all)
        .endContainer();
    if (host) {
      pod.withHostPID(true).withHostNetwork(true);
    }
    return pod;
  }
}
