package dev.tare.target.cri;

import dev.tare.observe.Observer;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.PodOutcome;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Workload;
import dev.tare.target.Clock;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.cri.api.ImageSpec;
import dev.tare.target.cri.api.ImageStatusRequest;
import dev.tare.target.cri.api.ImageStatusResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pods on one node, straight through CRI; runtimes may bring sockets of their own. */
public final class CriTarget implements Target {
  private final CriTargetConfig config;
  private final Observer observer;
  private final Clock clock;
  private final CriNode main;
  private final List<String> leftovers;
  private final Map<String, CriNode> others = new LinkedHashMap<>();

  /**
   * Connects to the socket.
   *
   * @throws TargetException when it does not answer, or lacks the payload image
   */
  public static CriTarget open(CriTargetConfig config, Observer observer, Clock clock) {
    return new CriTarget(config, observer, clock);
  }

  private CriTarget(CriTargetConfig config, Observer observer, Clock clock) {
    this.config = config;
    this.observer = observer;
    this.clock = clock;
    this.main = CriNode.connect(config.address(), config.access(), clock);
    this.leftovers = Leftovers.remove(main);
  }

  /** Pods that an earlier, killed run had left and that were removed. */
  public List<String> leftovers() {
    return leftovers;
  }

  @Override
  public String node() {
    return config.access().name();
  }

  @Override
  public List<RuntimeSpec> offered() {
    return main.handlers().offered();
  }

  @Override
  public Environment probe() {
    List<Fact> facts = new ArrayList<>(observer.facts());
    String runtime = main.endpoint().version().getRuntimeName();
    facts.add(
        Fact.known(
            "cri.runtime", runtime + " " + main.endpoint().version().getRuntimeVersion(), true));
    facts.add(
        Fact.known("cri.version", main.endpoint().version().getRuntimeApiVersion(), false));
    String snapshotter = main.handlers().snapshotter();
    facts.add(
        snapshotter.isEmpty()
            ? Fact.unknown("cri.snapshotter", runtime + " does not tell it", true)
            : Fact.known("cri.snapshotter", snapshotter, true));
    facts.add(Fact.known("payload.image", config.image(), true));
    facts.add(Fact.known("payload.digest", imageDigest(main), true));
    new TreeMap<>(config.access().versions())
        .forEach((name, version) -> facts.add(Fact.known("version." + name, version, false)));
    return new Environment(facts);
  }

  private String imageDigest(CriNode node) {
    ImageStatusResponse status =
        node.endpoint()
            .images()
            .imageStatus(
                ImageStatusRequest.newBuilder()
                    .setImage(ImageSpec.newBuilder().setImage(config.image()))
                    .build());
    if (!status.hasImage()) {
      throw new TargetException(
          "the node " + node.endpoint().address() + " has no image " + config.image(),
          "load it with 'tare payload load' (--cri for a socket of yours), or name one that is there"
              + " with --image");
    }
    return status.getImage().getId();
  }

  @Override
  public Receipt receipt(RuntimeSpec runtime, Pod pod) throws InterruptedException {
    return new ReceiptRun(node(runtime), config, observer).take(runtime, pod);
  }

  @Override
  public TrialResult run(Trial trial) throws InterruptedException {
    TrialContext context =
        new TrialContext(node(trial.runtime()), observer, trial, config.run(), config.image());
    new StartupRun(context).warmUp(trial.warmups());
    Map<String, String> output = new LinkedHashMap<>();
    List<PodOutcome> pods =
        switch (trial.workload().workload()) {
          case Workload.Startup startup -> new StartupRun(context).run(startup);
          case Workload.Memory memory -> new MemoryRun(context).run(memory);
          case Workload.Jmh jmh -> new JmhRun(context).run(jmh, output);
          case Workload.Network network -> new NetworkRun(context).run(network, output);
        };
    return new TrialResult(pods, context.readings(), output, context.problems());
  }

  /** The node of a runtime's own socket, or the target's. */
  private CriNode node(RuntimeSpec runtime) {
    Optional<String> own = runtime.cri().filter(address -> !address.equals(main.socket()));
    if (own.isEmpty()) {
      return main;
    }
    return others.computeIfAbsent(
        own.get(),
        address -> {
          CriNode node = CriNode.connect(address, config.foreignAccess(), clock);
          imageDigest(node);
          return node;
        });
  }

  @Override
  public void close() {
    others.values().forEach(CriNode::close);
    main.close();
  }
}
