package dev.tare.cli;

import dev.tare.observe.LocalObserver;
import dev.tare.payload.BuiltImage;
import dev.tare.payload.Images;
import dev.tare.scenario.OwnImage;
import dev.tare.scenario.Scenario;
import dev.tare.target.Clock;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.cri.CriImages;
import dev.tare.target.cri.CriTarget;
import dev.tare.target.cri.CriTargetConfig;
import dev.tare.target.cri.EmbeddedNode;
import dev.tare.target.kubernetes.BesideCri;
import dev.tare.target.kubernetes.Cluster;
import dev.tare.target.kubernetes.EmbeddedCluster;
import dev.tare.target.kubernetes.KubernetesTarget;
import dev.tare.target.kubernetes.KubernetesTargetConfig;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.PodImages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes the target ready that the options ask for: the node up, the payload on it. */
final class Targets {
  /** One for plain containers and one that is set apart for sandboxes. */
  private static final int OWN_NODES = 2;

  private final TargetOptions options;
  private final Consumer<String> progress;

  Targets(TargetOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Opens it.
   *
   * @param run the run's id
   * @param scenario what it runs: images that nothing in it needs are not built
   */
  Target open(String run, Scenario scenario) throws IOException, InterruptedException {
    Set<OwnImage> needed = needed(scenario);
    if (options.kubernetes()) {
      KubernetesTarget cluster = cluster(run, needed);
      Optional<String> beside = besideCluster();
      return beside.isPresent() ? beside(cluster, beside.get(), run, needed) : cluster;
    }
    String socket = options.cri;
    return socket == null ? own(run, needed) : foreign(socket, run, needed);
  }

  private static Set<OwnImage> needed(Scenario scenario) {
    return scenario.cases().stream()
        .flatMap(workload -> workload.workload().programs().stream())
        .flatMap(program -> OwnImage.of(program.image()).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Of the cluster that the kubeconfig names; its nodes have the image, or can pull it. */
  private KubernetesTarget cluster(String run, Set<OwnImage> needed)
      throws IOException, InterruptedException {
    Cluster cluster = Cluster.open(options.cluster());
    try {
      return KubernetesTarget.open(
          cluster, config(run, needed, image -> placed(cluster, image)), Clock.system(), progress);
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The socket of those runtimes that have one; empty when none has. */
  private Optional<String> besideCluster() {
    List<String> sockets =
        options.more().stream().flatMap(runtime -> runtime.cri().stream()).distinct().toList();
    if (sockets.size() > 1) {
      throw new UsageException(
          "beside a cluster there is room for one socket, and the runtimes have "
              + String.join(", ", sockets));
    }
    return sockets.stream().findFirst();
  }

  /** A socket of this machine beside the cluster. */
  private Target beside(KubernetesTarget cluster, String socket, String run, Set<OwnImage> needed)
      throws IOException, InterruptedException {
    try {
      Optional<EmbeddedNode.Description> node = new EmbeddedNode(Home.path()).describe();
      boolean own = node.filter(up -> up.address().equals(socket)).isPresent();
      return new BesideCri(cluster, own ? own(run, needed) : foreign(socket, run, needed), socket);
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** How a run would use a cluster that is not asked; builds the images that nobody names. */
  KubernetesTargetConfig config(String run) throws IOException, InterruptedException {
    return config(run, Set.of(), this::pulled);
  }

  /** By what name the nodes know an image. */
  private interface Naming {
    String of(BuiltImage image) throws InterruptedException;
  }

  private KubernetesTargetConfig config(String run, Set<OwnImage> needed, Naming naming)
      throws IOException, InterruptedException {
    return new KubernetesTargetConfig(
        run,
        images(needed, naming),
        observerImage(naming),
        options.tier(),
        options.runtimeSocket(),
        options.nodes,
        options.mostNodes());
  }

  private String observerImage(Naming naming) throws IOException, InterruptedException {
    String image = options.observerImage;
    if (image != null || options.tier() == Tier.NONE) {
      return image == null ? "" : image;
    }
    return naming.of(tare());
  }

  /** The name by which a cluster's nodes have the image, or can pull it. */
  private String pulled(BuiltImage image) {
    return options.registry().map(at -> at.reference(image)).orElse(image.reference());
  }

  private CriTarget own(String run, Set<OwnImage> needed) throws IOException, InterruptedException {
    EmbeddedNode node = new EmbeddedNode(Home.path());
    boolean down = node.describe().isEmpty();
    EmbeddedNode.Description up = node.up(!options.noInstall);
    PodImages images = images(needed, image -> loaded(node, up, image));
    return open(new CriTargetConfig(up.address(), up.access(), images, run, down));
  }

  /** The name of an image that the node has from now on. */
  private String loaded(EmbeddedNode node, EmbeddedNode.Description up, BuiltImage image)
      throws InterruptedException {
    if (!CriImages.has(up.address(), image.reference())) {
      progress.accept("loading the image " + image.name() + " into the node");
      node.importImage(image.tar());
    }
    return image.reference();
  }

  private CriTarget foreign(String socket, String run, Set<OwnImage> needed)
      throws IOException, InterruptedException {
    return open(
        new CriTargetConfig(
            socket,
            CriTargetConfig.foreign(hostName())
                .with(variants(Optional.of(socket), new EmbeddedNode(Home.path()).describe())),
            images(needed, BuiltImage::reference),
            run));
  }

  private BuiltImage payload() throws IOException, InterruptedException {
    return images().payload(progress);
  }

  private PodImages images(Set<OwnImage> needed, Naming naming)
      throws IOException, InterruptedException {
    String payload = options.image;
    Map<String, String> own = new HashMap<>();
    for (OwnImage image : needed) {
      own.put(image.name(), naming.of(images().own(image, progress)));
    }
    return new PodImages(payload == null ? naming.of(payload()) : payload, own);
  }

  private Images images() {
    return new Images(Home.path(), !options.noInstall);
  }

  private BuiltImage tare() throws IOException, InterruptedException {
    return images().tare(progress);
  }

  /**
   * Brings Tare's own cluster up, and makes it the one that is used.
   *
   * @throws TargetException when it does not come up
   */
  void provideCluster() throws InterruptedException {
    EmbeddedCluster own = new EmbeddedCluster(Home.path());
    options.kubeconfig = own.up(!options.noInstall, OWN_NODES).kubeconfig();
  }

  /** The name by which the cluster's nodes have the image; those of our own cluster get it now. */
  private String placed(Cluster cluster, BuiltImage image) throws InterruptedException {
    EmbeddedCluster own = new EmbeddedCluster(Home.path());
    Optional<EmbeddedCluster.Description> up =
        own.describe().filter(it -> cluster.address().startsWith(it.server()));
    if (up.isEmpty()) {
      return pulled(image);
    }
    if (!up.get().nodes().stream().allMatch(node -> CriImages.has(node.cri(), image.reference()))) {
      progress.accept("loading the image " + image.name() + " into the cluster's nodes");
      own.importImage(image.tar());
    }
    return image.reference();
  }

  private CriTarget open(CriTargetConfig config) {
    CriTarget target =
        CriTarget.open(
            config, new LocalObserver(Path.of("/proc"), Path.of("/sys/fs/cgroup")), Clock.system());
    if (!target.leftovers().isEmpty()) {
      progress.accept(
          "removed pods of a run that was killed: " + String.join(", ", target.leftovers()));
    }
    return target;
  }

  /** The variants at a socket and how they differ: Tare's own node tells, others do not. */
  static Map<String, String> variants(
      Optional<String> socket, Optional<EmbeddedNode.Description> own) {
    return own.filter(node -> socket.equals(Optional.of(node.address())))
        .map(node -> node.access().variants())
        .orElse(Map.of());
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this-node";
    }
  }
}
