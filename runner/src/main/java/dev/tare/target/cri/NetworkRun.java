package dev.tare.target.cri;

import dev.tare.result.PodOutcome;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client pod against a server pod of the same runtime. */
final class NetworkRun {
  static final String OUTPUT = "network.json";

  private static final String PORT = "7001";
  private static final String IPERF_PORT = "5201";

  private final TrialContext context;

  NetworkRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Network network, Map<String, String> output)
      throws InterruptedException {
    List<CriPod> pods = new ArrayList<>();
    try {
      CriPod server = start(server(), pods);
      new PayloadRun(context, server).awaitEvent("ready");
      CriPod client = start(client(network, server.address()), pods);
      output.put(OUTPUT, new PayloadRun(context, client).document());
      pods.forEach(pod -> pod.cpuLimit().ifPresent(context.readings()::add));
      return List.of(context.completed(server), context.completed(client));
    } catch (PodFailure e) {
      return List.of(context.failed(pods.getLast(), e));
    } finally {
      Together.each(pods, CriPod::remove);
    }
  }

  private CriPod start(List<String> command, List<CriPod> pods)
      throws PodFailure, InterruptedException {
    CriPod pod = context.pod(command);
    pods.add(pod);
    pod.start();
    return pod;
  }

  private List<String> server() {
    List<String> command = new ArrayList<>(PayloadCommands.bench(context.trial().workload().pod()));
    command.addAll(List.of("network-server", "--port", PORT, "--iperf-port", IPERF_PORT));
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
            Integer.toString(network.rate())));
    return command;
  }
}
