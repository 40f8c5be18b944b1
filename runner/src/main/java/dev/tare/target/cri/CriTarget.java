package dev.tare.target.cri;

import dev.tare.observe.Observer;
import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.Program;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.KubeletFacts;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.cri.api.ImageSpec;
import dev.tare.target.cri.api.ImageStatusRequest;
import dev.tare.target.cri.api.ImageStatusResponse;
import dev.tare.target.pods.ReceiptRun;
import dev.tare.target.pods.TrialRun;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Pods on one node, straight through CRI; runtimes may bring sockets of their own. */
public final class CriTarget implements Target {
  private static final List<String> OCI_RUNTIMES = List.of("runc", "crun", "runsc");
  private static final String NOT_TOLD = "CRI does not tell it";
  private static final String NOT_OFFERED = "this node does not offer it";
  private static final List<Fact> NO_KUBELET =
      KubeletFacts.unknown("no kubelet: pods are made through CRI");

  private final CriTargetConfig config;
  private final Observer observer;
  private final Clock clock;
  private final CriNode main;
  private final List<String> leftovers;
  private final ColdStarts cold;
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
    this.cold = new ColdStarts(config.fresh());
  }

  /** Pods that an earlier, killed run had left and that were removed. */
  public List<String> leftovers() {
    return leftovers;
  }

  @Override
  public Placement placement(List<RuntimeSpec> runtimes) {
    return Placement.on(config.access().name());
  }

  @Override
  public List<RuntimeSpec> offered() {
    return main.handlers().offered();
  }

  @Override
  public Set<String> variants() {
    return config.access().variants().keySet();
  }

  @Override
  public Environment probe() {
    try {
      return environment();
    } catch (StatusRuntimeException e) {
      throw new TargetException(
          "the CRI socket " + main.socket() + " does not answer (" + CriErrors.say(e) + ")", "");
    }
  }

  private Environment environment() {
    List<Fact> facts = new ArrayList<>(observer.facts());
    facts.addAll(RuntimeFacts.of(main.endpoint(), config.access().root()));
    facts.addAll(NO_KUBELET);
    facts.add(Fact.known("payload.image", config.image(), true));
    facts.add(Fact.known("payload.digest", imageDigest(main), true));
    new TreeMap<>(config.access().versions())
        .forEach((name, version) -> facts.add(Fact.known("version." + name, version, false)));
    Map<String, String> told = config.access().versions();
    for (String program : OCI_RUNTIMES) {
      if (!told.containsKey(program)) {
        String because = told.isEmpty() ? NOT_TOLD : NOT_OFFERED;
        facts.add(Fact.unknown("version." + program, because, false));
      }
    }
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
          "load it with 'tare payload load' (--cri for a socket of yours), or name one that is"
              + " there with --image");
    }
    return status.getImage().getId();
  }

  @Override
  public Receipt receipt(RuntimeSpec runtime, Pod pod) throws InterruptedException {
    ReceiptRun receipt = new ReceiptRun(place(runtime), config.run(), config.image());
    Receipt taken = receipt.take(runtime, pod);
    receipt.pod().ifPresent(first -> cold.add(runtime, node(runtime) == main, first));
    return taken;
  }

  @Override
  public TrialResult run(Trial trial) throws InterruptedException {
    return TrialRun.run(place(trial.runtime()), trial, config.run(), config.images());
  }

  /** On each socket the images of those programs that its runtimes run. */
  @Override
  public void provide(Plan plan) {
    Map<String, Set<String>> there = new HashMap<>();
    for (Trial trial : plan.trials()) {
      CriNode node = node(trial.runtime());
      for (Program program : trial.workload().workload().programs()) {
        if (there.computeIfAbsent(node.socket(), _ -> new HashSet<>()).add(program.image())) {
          ProgramImages.provide(node, program, config.images());
        }
      }
    }
  }

  private CriPlace place(RuntimeSpec runtime) {
    return new CriPlace(node(runtime), observer, cold);
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
