package dev.tare.target.pods;

import dev.tare.observe.Sandbox;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One load, from its pod's start to its end. */
final class LoadRun {
  /** Kernels update a cgroup's statistics no more often than this or a little less. */
  private static final Duration PACE = Duration.ofSeconds(1);

  /** A look that meets a process which is just ending is blind, too: so many in a row are not. */
  private static final int BLIND_FOR_GOOD = 3;

  private static final String PORT = "5201";

  private final TrialContext context;
  private final Load load;
  private final Duration hold;
  private final List<LivePod> pods = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  LoadRun(TrialContext context, Load load, Duration hold) {
    this.context = context;
    this.load = load;
    this.hold = hold;
  }

  /** The pods' ends; what was seen is among the trial's readings. */
  List<PodOutcome> run() throws InterruptedException {
    try {
      List<String> peer = new ArrayList<>();
      if (load == Load.NETWORK) {
        LivePod server = start(command(List.of("serve", PORT)));
        new PayloadRun(context, server).awaitEvent("ready");
        peer.addAll(List.of(server.address(), PORT));
      }
      watch(start(worker(peer)));
      return pods.stream().map(context::completed).toList();
    } catch (PodFailure e) {
      lookOnceMore();
      return List.of(context.failed(pods.getLast(), e));
    } finally {
      Together.each(pods, LivePod::remove);
    }
  }

  private LivePod start(List<String> command) throws PodFailure, InterruptedException {
    LivePod pod = context.pod(command);
    pods.add(pod);
    pod.start();
    return pod;
  }

  private List<String> worker(List<String> peer) {
    List<String> arguments = new ArrayList<>();
    arguments.add(load.name().toLowerCase(Locale.ROOT));
    arguments.add(Long.toString(context.trial().workload().pod().memory()));
    arguments.add(Long.toString(hold.toSeconds()));
    arguments.addAll(peer);
    return command(arguments);
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(PayloadCommands.LOAD);
    command.addAll(arguments);
    return command;
  }

  private void watch(LivePod worker) throws PodFailure, InterruptedException {
    PayloadRun payload = new PayloadRun(context, worker);
    int blindLooks = 0;
    while (true) {
      Optional<LoadStage> before = stage(payload);
      if (before.filter(LoadStage::ended).isPresent()) {
        break;
      }
      if (before.filter(LoadStage::stands).isPresent()) {
        List<Reading> looks = look(before.get());
        boolean blind = looks.stream().anyMatch(Reading.Blind.class::isInstance);
        blindLooks = blind ? blindLooks + 1 : 0;
        if (blindLooks == BLIND_FOR_GOOD) {
          context.readings().addAll(looks);
          return;
        }
        // What was looked at while it changed belongs to no stage.
        if (!blind && stage(payload).equals(before)) {
          context.readings().addAll(looks);
          seen.add(before.get().name());
        }
      }
      context.clock().sleep(PACE.toNanos());
    }
    requireLooks();
  }

  private static Optional<LoadStage> stage(PayloadRun payload)
      throws PodFailure, InterruptedException {
    return payload.newest(LoadStage.EVENT).flatMap(event -> LoadStage.parse(event.detail()));
  }

  private void requireLooks() throws PodFailure {
    for (String needed : List.of("under", "after")) {
      if (!seen.contains(needed)) {
        throw PodFailure.of(
            "looking at it under load",
            "no look at the node fell into the stage '"
                + needed
                + "': give the load a longer hold");
      }
    }
  }

  private List<Reading> look(LoadStage stage) throws PodFailure, InterruptedException {
    List<Sandbox> sandboxes = new ArrayList<>();
    for (LivePod pod : pods) {
      sandboxes.add(pod.sandbox());
    }
    return LoadLook.of(sandboxes, context.place().observer().memory(sandboxes), load, stage);
  }

  /** What is left of it tells whether the kernel killed something; a blind look tells nothing. */
  private void lookOnceMore() throws InterruptedException {
    try {
      look(new LoadStage("failed", 0, 0, 0)).stream()
          .filter(Reading.UnderLoad.class::isInstance)
          .forEach(context.readings()::add);
    } catch (PodFailure | RuntimeException e) {
      // Its sandbox is gone, or never was: then there is nothing to read.
    }
  }
}
