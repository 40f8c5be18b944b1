package dev.tare.target.pods;

import dev.tare.result.PodOutcome;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client pod, the one under test, against a server pod: of the same runtime, or of the peer's.
 */
final class NetworkRun {
  static final String OUTPUT = "network.json";

  private static final String PORT = "7001";
  private static final String IPERF_PORT = "5201";

  /** A server that nobody takes away ends by itself. */
  private static final Duration AFTER_TRIAL = Duration.ofMinutes(1);

  private static final long LONGEST_LIFETIME_SECONDS = 24 * 3600;

  /** A look at the node fits in, also one through a cluster. */
  private static final int QUIET_MILLIS = 1_000;

  private final TrialContext context;
  private final TrialContext peer;

  /**
   * Of that trial.
   *
   * @param peer the same where the server stands
   */
  NetworkRun(TrialContext context, TrialContext peer) {
    this.context = context;
    this.peer = peer;
  }

  List<PodOutcome> run(Workload.Network network, Map<String, String> output)
      throws InterruptedException {
    List<LivePod> pods = new ArrayList<>();
    try {
      LivePod server =
          start(peer, server(), context.trial().peer().orElse(context.trial().runtime()), pods);
      new PayloadRun(peer, server).awaitEvent("ready");
      LivePod client =
          start(context, client(network, server.address()), context.trial().runtime(), pods);
      PayloadRun payload = new PayloadRun(context, client);
      if (network.cpu()) {
        PartLooks looks =
            new PartLooks(
                context, onOneNode() ? List.of(client, server) : List.of(client), sharesMachine());
        output.put(OUTPUT, payload.document(looks::heard));
        context.readings().addAll(looks.readings());
      } else {
        output.put(OUTPUT, payload.document());
      }
      pods.forEach(pod -> pod.cpuLimit().ifPresent(context.readings()::add));
      return List.of(peer.completed(server), context.completed(client));
    } catch (PodFailure e) {
      return List.of((pods.size() == 1 ? peer : context).failed(pods.getLast(), e));
    } finally {
      Together.each(pods, LivePod::remove);
    }
  }

  /** A look is at one node: on another one the peer is in no figure of it. */
  private boolean onOneNode() {
    return context.place().equals(peer.place());
  }

  /** Whether another node's pods are in the time of this node's CPUs, because both are one. */
  private boolean sharesMachine() {
    String kernel = context.place().host().bootId();
    return !onOneNode() && !kernel.isEmpty() && kernel.equals(peer.place().host().bootId());
  }

  private static LivePod start(
      TrialContext where, List<String> command, RuntimeSpec runtime, List<LivePod> pods)
      throws PodFailure, InterruptedException {
    LivePod pod = where.pod(command, runtime);
    pods.add(pod);
    pod.start();
    return pod;
  }

  private List<String> server() {
    List<String> command = new ArrayList<>(PayloadCommands.bench(context.trial().workload().pod()));
    long lifetime = context.trial().limits().trial().plus(AFTER_TRIAL).toSeconds();
    command.addAll(
        List.of(
            "network-server",
            "--port",
            PORT,
            "--iperf-port",
            IPERF_PORT,
            "--lifetime",
            Long.toString(Math.min(lifetime, LONGEST_LIFETIME_SECONDS))));
    return command;
  }

  private List<String> client(Workload.Network network, String host) {
    List<String> command = new ArrayList<>(PayloadCommands.bench(context.trial().workload().pod()));
    command.addAll(
        List.of(
            "network-client",
            "--host",
            host,
            "--port",
            PORT,
            "--iperf-port",
            IPERF_PORT,
            "--flows",
            Integer.toString(network.flows()),
            "--seconds",
            Long.toString(network.duration().toSeconds()),
            "--rate",
            Integer.toString(network.rate()),
            "--parts",
            parts(network)));
    if (network.cpu()) {
      command.addAll(List.of("--quiet-ms", Integer.toString(QUIET_MILLIS)));
    }
    return command;
  }

  private static String parts(Workload.Network network) {
    return network.parts().stream()
        .map(part -> part.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }
}
