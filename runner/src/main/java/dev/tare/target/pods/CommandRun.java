package dev.tare.target.pods;

import dev.tare.result.PodOutcome;
import dev.tare.scenario.CommandServer;
import dev.tare.scenario.Workload;
import dev.tare.tool.BadOutput;
import dev.tare.tool.CommandOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Any program, perhaps against a server in a second pod of the same runtime. */
final class CommandRun {
  private final TrialContext context;

  CommandRun(TrialContext context) {
    this.context = context;
  }

  /** What was printed is among the output; of a command that failed, the end of it. */
  List<PodOutcome> run(Workload.Command command, Map<String, String> output)
      throws InterruptedException {
    List<LivePod> pods = new ArrayList<>();
    List<PodPrinting> printing = new ArrayList<>();
    try {
      String address = "";
      if (command.server().isPresent()) {
        CommandServer server = command.server().get();
        PodPrinting prints = start(context.pod(server.program(), server.port()), pods, printing);
        prints.awaitReady(server.ready());
        address = prints.pod().address();
      }
      PodPrinting client =
          start(context.pod(command.program().with(words(command, address))), pods, printing);
      client.awaitEnd(printing);
      requireNumbers(command, client);
      output.put(CommandOutput.NAME, client.text());
      pods.forEach(pod -> pod.cpuLimit().ifPresent(context.readings()::add));
      return pods.stream().map(context::completed).toList();
    } catch (PodFailure e) {
      if (printing.size() == command.pods()) {
        output.put(CommandOutput.NAME, printing.getLast().end());
      }
      return List.of(context.failed(pods.getLast(), e));
    } finally {
      Together.each(pods, LivePod::remove);
    }
  }

  private PodPrinting start(LivePod pod, List<LivePod> pods, List<PodPrinting> printing)
      throws PodFailure, InterruptedException {
    pods.add(pod);
    pod.start();
    PodPrinting started = new PodPrinting(context, pod);
    printing.add(started);
    return started;
  }

  private static List<String> words(Workload.Command command, String server) {
    return command.program().command().stream()
        .map(word -> word.replace(CommandServer.PLACEHOLDER, server))
        .toList();
  }

  /** Numbers that cannot be true make the pod a failed one, as a bad end does. */
  private static void requireNumbers(Workload.Command command, PodPrinting client)
      throws PodFailure {
    try {
      var _ = CommandOutput.samples(command, client.text());
    } catch (BadOutput e) {
      throw PodFailure.of("reading its output", e.reason() + client.excerpt());
    }
  }
}
