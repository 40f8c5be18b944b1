package dev.tare.cli;

import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.observer.NodeObserver;
import dev.tare.target.kubernetes.observer.Tier;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tare observe}: what runs on the nodes of a cluster while a run measures there. */
@Command(
    name = "observe",
    hidden = true,
    description = "Observe the node that this runs on; a run starts it there by itself.",
    mixinStandardHelpOptions = true)
final class ObserveCommand implements Callable<Integer> {
  /** Where the harness's token is; an argument would stand in the process list. */
  private static final String TOKEN = "TARE_TOKEN";

  @Option(names = "--tier", required = true, description = "${COMPLETION-CANDIDATES}")
  Tier tier = Tier.NONE;

  @Option(names = "--node", required = true, description = "The node's name.")
  String node = "";

  @Option(names = "--address", required = true, description = "Where to listen.")
  String address = "";

  @Option(names = "--cgroups", defaultValue = "/sys/fs/cgroup", description = "The node's cgroups.")
  Path cgroups = Path.of("/sys/fs/cgroup");

  @Option(names = "--runtime", defaultValue = "", description = "The runtime's CRI socket.")
  String runtime = "";

  @Option(names = "--kubelet", defaultValue = "https://127.0.0.1:10250", description = "Its URL.")
  URI kubelet = URI.create("https://127.0.0.1:10250");

  @Option(
      names = "--account",
      defaultValue = "/var/run/secrets/kubernetes.io/serviceaccount/token",
      description = "The token that the kubelet is shown.")
  Path account = Path.of("token");

  @Spec CommandSpec spec = CommandSpec.create();

  /** Says its port in the first line, and answers until the process is told to end. */
  @Override
  public Integer call() throws InterruptedException {
    String token =
        Optional.ofNullable(System.getenv(TOKEN))
            .orElseThrow(() -> new UsageException("the variable " + TOKEN + " is not set"));
    NodeObserver.Settings settings =
        new NodeObserver.Settings(
            node, tier, address(), 0, token, cgroups, runtime, kubelet, account);
    CountDownLatch end = new CountDownLatch(1);
    try (NodeObserver observer = NodeObserver.open(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
      var out = spec.commandLine().getOut();
      out.println(NodeObserver.announcement(observer.port()));
      out.flush();
      end.await();
    }
    return ExitCode.DONE;
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new TargetException("'" + address + "' is no address of this node", "");
    }
  }
}
