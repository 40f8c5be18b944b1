package dev.tare.target.kubernetes.observer;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.cri.NodeRuntime;
import dev.tare.target.pods.PodKernel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An observer at work on its node: what {@code tare observe} is until it is told to end. */
public final class NodeObserver implements AutoCloseable {
  /** A pod that shares the node's process namespace sees all of its processes here. */
  private static final Path PROC = Path.of("/proc");

  private static final Pattern ANNOUNCEMENT = Pattern.compile("observing at port (\\d{1,5})");

  private final ObserverServer server;

  private NodeObserver(ObserverServer server) {
    this.server = server;
  }

  /**
   * What an observer has to know of its node.
   *
   * @param node its name
   * @param address of the node or of the observer's pod, which answers and hears home calls there
   * @param port 0 for a free one
   * @param token of the run; nobody is answered without it
   * @param cgroups where the node's cgroup hierarchies are mounted
   * @param runtime the runtime's CRI socket, {@code unix:///path}
   * @param kubelet for example {@code https://192.0.2.7:10250}
   * @param account file with the token that the kubelet is shown
   */
  public record Settings(
      String node,
      Tier tier,
      InetAddress address,
      int port,
      String token,
      Path cgroups,
      String runtime,
      URI kubelet,
      Path account) {}

  /**
   * Begins to listen and to answer.
   *
   * @throws TargetException when it cannot listen, or cannot see what its tier promises
   */
  public static NodeObserver open(Settings settings) {
    NodeSight sight = sight(settings);
    try {
      ObserverAnswers answers =
          new ObserverAnswers(
              settings.node(), sight, Clock.system(), PodKernel.Host.read(), settings.address(), 0);
      return new NodeObserver(
          ObserverServer.open(
              new InetSocketAddress(settings.address(), settings.port()),
              settings.token(),
              answers));
    } catch (RuntimeException e) {
      sight.close();
      throw e;
    }
  }

  private static NodeSight sight(Settings settings) {
    return switch (settings.tier()) {
      case RUNTIME ->
          new ProcessSight(
              PROC, settings.cgroups(), Optional.of(NodeRuntime.connect(settings.runtime())));
      case PROCESSES -> new ProcessSight(PROC, settings.cgroups(), Optional.empty());
      case KUBELET ->
          new KubeletSight(PROC, new KubeletStats(settings.kubelet(), settings.account()));
      case NONE ->
          throw new TargetException("the tier 'none' has no observer", "name another with --tier");
    };
  }

  /** What an observer prints when it answers, and {@link #announced} understands. */
  public static String announcement(int port) {
    return "observing at port " + port;
  }

  /** The port in an observer's output; empty as long as it has not said it. */
  public static OptionalInt announced(String output) {
    Matcher words = ANNOUNCEMENT.matcher(output);
    return words.find() ? OptionalInt.of(Integer.parseInt(words.group(1))) : OptionalInt.empty();
  }

  /** The port at which it answers. */
  public int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
