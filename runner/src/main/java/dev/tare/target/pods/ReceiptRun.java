package dev.tare.target.pods;

import dev.tare.result.Component;
import dev.tare.result.Phase;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.WallClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One pod that is asked what it is, before anything is measured. */
public final class ReceiptRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  /** What the idle payload prints after the receipt. */
  private static final String END = "tare1 first-output";

  private static final Set<Component> COMPUTING =
      Set.of(Component.WORKLOAD, Component.SENTRY, Component.STUB, Component.VMM);

  private final PodPlace place;
  private final String run;
  private final String image;
  private Optional<Reading.FirstPod> taken = Optional.empty();

  /**
   * On that node.
   *
   * @param run the run's id
   * @param image of the payload, as the place knows it
   */
  public ReceiptRun(PodPlace place, String run, String image) {
    this.place = place;
    this.run = run;
    this.image = image;
  }

  /** The pod that is asked. */
  public static PodRequest request(String run, String image, RuntimeSpec runtime, Pod shape) {
    String name = "tare-" + run.substring(run.length() - 4) + "-receipt-" + runtime.name();
    return new PodRequest(name, run, runtime, shape, image, PayloadCommands.RECEIPT, LIMIT);
  }

  /** The receipt of that runtime; a refusing one when it starts no pod. */
  public Receipt take(RuntimeSpec runtime, Pod shape) throws InterruptedException {
    Optional<WallClock.Pair> before = place.wallClock();
    LivePod pod =
        place.pod(request(run, image, runtime, shape), new Marks(place.clock().nanoTime()));
    try {
      pod.start();
      Map<String, String> inside = inside(pod);
      Optional<WallClock> clock =
          before.flatMap(pair -> place.wallClock().map(after -> WallClock.between(pair, after)));
      taken = Optional.of(new Reading.FirstPod(pod.request().name(), pod.marks().done(clock)));
      return receipt(pod, inside, place.observer().memory(List.of(pod.sandbox())));
    } catch (PodFailure e) {
      String hint =
          place.handler(runtime).obstacle(runtime.annotations()).map(why -> "; " + why).orElse("");
      return refused(runtime, "it starts no pod: " + e.during() + ": " + e.cause() + hint);
    } finally {
      pod.remove();
    }
  }

  /** The pod that was asked, with its marks; empty before, and when it did not come up. */
  public Optional<Reading.FirstPod> pod() {
    return taken;
  }

  /** What the pod prints about itself, all of it. */
  private Map<String, String> inside(LivePod pod) throws PodFailure, InterruptedException {
    Map<String, String> values = new LinkedHashMap<>();
    boolean spoken = false;
    long deadline = place.clock().nanoTime() + LIMIT.toNanos();
    while (place.clock().nanoTime() < deadline) {
      for (LogLine line : pod.output()) {
        if (!spoken) {
          spoken = true;
          pod.marks().addWall(Phase.FIRST_OUTPUT, Marks.CRI_LOG, line.wallNanos());
        }
        if (line.text().startsWith(END)) {
          return values;
        }
        String[] pair = line.text().split("=", 2);
        if (pair.length == 2) {
          values.putIfAbsent(pair[0], pair[1]);
        }
      }
      place.clock().sleep(POLL.toNanos());
    }
    pod.requireOutput();
    throw PodFailure.of(
        "waiting for what it says of itself", pod.ended().orElse("it said nothing in time"));
  }

  private Receipt receipt(LivePod pod, Map<String, String> inside, List<Reading> views) {
    List<ProcessMemory> processes = PodIsolation.processes(views);
    RuntimeSpec runtime = pod.request().runtime();
    PodKernel kernel = PodKernel.of(inside, place.host());
    Expectation expected =
        new Expectation(
            runtime.expect().sandbox().or(place.claim(runtime)::sandbox),
            runtime.expect().hypervisor());
    Map<String, String> terms =
        new LinkedHashMap<>(
            PodTerms.of(
                inside,
                pod.request().shape(),
                place.overhead(runtime),
                holds(pod::limits, processes)));
    HandlerFacts facts = place.handler(runtime);
    terms.putAll(facts.settings());
    long declared = place.overhead(runtime).memory();
    if (declared > 0) {
      terms.put(Receipt.DECLARED_OVERHEAD, declared + " bytes");
    }
    if (pod.knowsItsCgroup()
        && processes.stream().anyMatch(process -> COMPUTING.contains(process.component()))) {
      terms.put(Receipt.IN_POD_CGROUP, holds(pod::limits, processes) ? "yes" : "no");
    }
    Map<String, String> versions = new LinkedHashMap<>(facts.versions());
    versions.putAll(place.programs(processes));
    return new Receipt(
        runtime.name(),
        runtime.handler(),
        kernel.label(),
        kernel.description(),
        terms,
        versions,
        List.of(),
        kernel.refusal(expected, processes).orElse(""),
        PodIsolation.of(inside, views, place.confinement(processes)));
  }

  /**
   * Whether all that computes for the pod is in the cgroup that carries its limits; not so when
   * nothing was seen that computes.
   */
  static boolean holds(Predicate<String> limits, List<ProcessMemory> processes) {
    List<ProcessMemory> computing =
        processes.stream().filter(process -> COMPUTING.contains(process.component())).toList();
    return !computing.isEmpty()
        && computing.stream().allMatch(process -> limits.test(process.cgroup()));
  }

  private static Receipt refused(RuntimeSpec runtime, String why) {
    return new Receipt(
        runtime.name(), runtime.handler(), "", "", Map.of(), Map.of(), List.of(), why);
  }
}
