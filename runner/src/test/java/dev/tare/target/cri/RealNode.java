package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.observe.LocalObserver;
import dev.tare.payload.BuiltImage;
import dev.tare.payload.Images;
import dev.tare.scenario.OwnImage;
import dev.tare.target.Clock;
import dev.tare.target.cri.EmbeddedNode.Description;
import dev.tare.target.cri.api.LinuxPodSandboxConfig;
import dev.tare.target.cri.api.ListPodSandboxRequest;
import dev.tare.target.cri.api.PodSandboxConfig;
import dev.tare.target.cri.api.PodSandboxFilter;
import dev.tare.target.cri.api.PodSandboxMetadata;
import dev.tare.target.cri.api.RunPodSandboxRequest;
import dev.tare.target.pods.PodImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The embedded node with the payload on it, for tests that need the real thing. */
public final class RealNode {
  /** The project's root folder, with the scripts that bring up nodes. */
  public static final Path HOME =
      Path.of(System.getProperty("tare.home", "..")).toAbsolutePath().normalize();

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private final Description node;
  private final String image;

  private RealNode(Description node, String image) {
    this.node = node;
    this.image = image;
  }

  /**
   * Brings it up. Where that cannot be done the test is skipped with the reason, or fails on CI.
   */
  public static RealNode require() throws InterruptedException {
    try {
      EmbeddedNode script = new EmbeddedNode(HOME);
      Description node = script.up(true);
      BuiltImage payload = new Images(HOME, true).payload(System.err::println);
      if (!CriImages.has(node.address(), payload.reference())) {
        script.importImage(payload.tar());
      }
      return new RealNode(node, payload.reference());
    } catch (RuntimeException | IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("the embedded node is needed here", e);
      }
      return Assumptions.abort("the embedded node does not start here: " + e.getMessage());
    }
  }

  /** Its socket, as {@code unix:///path}. */
  public String address() {
    return node.address();
  }

  NodeAccess access() {
    return node.access();
  }

  /** Of the payload. */
  String image() {
    return image;
  }

  /** The image of tools, which the node has from now on. */
  String tools() throws InterruptedException, IOException {
    BuiltImage tools = new Images(HOME, true).own(new OwnImage.Tools(), System.err::println);
    if (!CriImages.has(node.address(), tools.reference())) {
      new EmbeddedNode(HOME).importImage(tools.tar());
    }
    return tools.reference();
  }

  /** Whether it has that runtime. Go builds gVisor, and CI does not accept that there is none. */
  boolean offers(String handler) {
    boolean there = node.handlers().contains(handler);
    if (!there) {
      assertThat(System.getenv("CI")).as("CI needs Go, for gVisor").isNotEqualTo("true");
    }
    return there;
  }

  /** Skips the test where it has not that runtime; fails it on CI. */
  void requireHandler(String handler) {
    if (!offers(handler)) {
      Assumptions.abort("this node has no " + handler + ": is Go installed?");
    }
  }

  /** Below the target. */
  CriNode connect() {
    return CriNode.connect(node.address(), node.access(), Clock.system());
  }

  CriTarget open(String run) {
    return open(run, image);
  }

  /** As if that run had just brought it up. */
  CriTarget openFresh(String run) {
    return CriTarget.open(
        new CriTargetConfig(node.address(), node.access(), new PodImages(image), run, true),
        new LocalObserver(),
        Clock.system());
  }

  CriTarget open(String run, String otherImage) {
    return open(run, new PodImages(otherImage));
  }

  CriTarget open(String run, PodImages images) {
    return CriTarget.open(
        new CriTargetConfig(node.address(), node.access(), images, run),
        new LocalObserver(),
        Clock.system());
  }

  /** Its CNI plugins, in their order. */
  List<String> cniPlugins() {
    try (CriEndpoint endpoint = CriEndpoint.connect(node.address())) {
      return PodNetwork.of(endpoint).plugins();
    }
  }

  /** Its own folder, the same inside and outside. */
  Path folder() {
    return node.access().podLogs().resolveSibling(".").normalize();
  }

  /** The process of its containerd, as {@code /proc/PID}. */
  Path containerd() throws IOException {
    String pid = Files.readString(folder().resolve("containerd.pid")).split(" ", 2)[0];
    return Path.of("/proc", pid);
  }

  /** Its root folder, seen from outside. */
  Path root() throws IOException {
    return containerd().resolve("root");
  }

  /** Runs a sandbox that says it was made by that harness; its name. */
  String runForgottenPod(String run, String pod, String harness) {
    try (CriEndpoint endpoint = CriEndpoint.connect(node.address())) {
      PodSandboxConfig config =
          PodSandboxConfig.newBuilder()
              .setMetadata(PodSandboxMetadata.newBuilder().setName(pod).setUid(pod))
              .setLogDirectory(node.access().podLogs().resolve(pod).toString())
              .putLabels(PodManifest.RUN_LABEL, run)
              .putLabels(PodManifest.POD_LABEL, pod)
              .putLabels(Leftovers.HARNESS_LABEL, harness)
              .setLinux(
                  LinuxPodSandboxConfig.newBuilder()
                      .setCgroupParent(node.access().cgroupParent() + "/pod" + pod))
              .build();
      String _ =
          endpoint
              .runtime()
              .runPodSandbox(
                  RunPodSandboxRequest.newBuilder()
                      .setConfig(config)
                      .setRuntimeHandler("runc")
                      .build())
              .getPodSandboxId();
      return pod;
    }
  }

  /** Takes a pod away by its name. */
  void remove(String pod) {
    try (CriNode open = connect()) {
      new PodRemoval(open, pod)
          .remove("", "", open.cgroup(pod), node.access().podLogs().resolve(pod));
    }
  }

  /** Whether a sandbox, a cgroup or a log folder of that run is still there. */
  boolean hasPodsOf(String run) throws IOException {
    String prefix = "tare-" + run.substring(run.length() - 4) + "-";
    try (CriEndpoint endpoint = CriEndpoint.connect(node.address())) {
      boolean sandboxes =
          endpoint
                  .runtime()
                  .listPodSandbox(
                      ListPodSandboxRequest.newBuilder()
                          .setFilter(
                              PodSandboxFilter.newBuilder()
                                  .putAllLabelSelector(Map.of(PodManifest.RUN_LABEL, run)))
                          .build())
                  .getItemsCount()
              > 0;
      return sandboxes || folders(node.access().podLogs(), prefix) || cgroups(prefix);
    }
  }

  private static boolean folders(Path parent, String prefix) throws IOException {
    if (!Files.isDirectory(parent)) {
      return false;
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.anyMatch(child -> child.getFileName().toString().startsWith(prefix));
    }
  }

  private static boolean cgroups(String prefix) throws IOException {
    if (folders(CGROUPS.resolve("tare/pods"), "pod" + prefix)) {
      return true;
    }
    try (Stream<Path> hierarchies = Files.list(CGROUPS)) {
      for (Path hierarchy : hierarchies.filter(Files::isDirectory).toList()) {
        if (folders(hierarchy.resolve("tare/pods"), "pod" + prefix)) {
          return true;
        }
      }
      return false;
    }
  }
}
