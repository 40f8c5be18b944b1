package dev.tare.cli;

import dev.tare.observe.LocalObserver;
import dev.tare.payload.PayloadBuilder;
import dev.tare.payload.PayloadImage;
import dev.tare.target.Clock;
import dev.tare.target.cri.CriImages;
import dev.tare.target.cri.CriTarget;
import dev.tare.target.cri.CriTargetConfig;
import dev.tare.target.cri.EmbeddedNode;
import dev.tare.target.cri.NodeAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes the target ready that the options ask for: the node up, the payload on it. */
final class Targets {
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
   */
  CriTarget open(String run) throws IOException, InterruptedException {
    String socket = options.cri;
    return socket == null ? own(run) : foreign(socket, run);
  }

  private CriTarget own(String run) throws IOException, InterruptedException {
    EmbeddedNode node = new EmbeddedNode(Home.path());
    EmbeddedNode.Description up = node.up(!options.noInstall);
    String image = options.image;
    if (image == null) {
      PayloadImage payload = payload();
      if (!CriImages.has(up.address(), payload.reference())) {
        progress.accept("loading the payload image into the node");
        node.importImage(payload.tar());
      }
      image = payload.reference();
    }
    return open(up.address(), up.access(), image, run);
  }

  private CriTarget foreign(String socket, String run) throws IOException, InterruptedException {
    String image = options.image;
    return open(
        socket,
        CriTargetConfig.foreign(hostName()),
        image == null ? payload().reference() : image,
        run);
  }

  private PayloadImage payload() throws IOException, InterruptedException {
    return new PayloadBuilder(Home.path(), !options.noInstall).build(progress);
  }

  private CriTarget open(String socket, NodeAccess access, String image, String run) {
    CriTarget target =
        CriTarget.open(
            new CriTargetConfig(socket, access, image, run),
            new LocalObserver(Path.of("/proc"), Path.of("/sys/fs/cgroup")),
            Clock.system());
    if (!target.leftovers().isEmpty()) {
      progress.accept(
          "removed pods of a run that was killed: " + String.join(", ", target.leftovers()));
    }
    return target;
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this-node";
    }
  }
}
