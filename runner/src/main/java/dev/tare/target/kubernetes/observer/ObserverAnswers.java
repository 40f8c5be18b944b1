package dev.tare.target.kubernetes.observer;

import dev.tare.observe.Sandbox;
import dev.tare.result.Fact;
import dev.tare.result.Json;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.HomeListener;
import dev.tare.target.pods.PodKernel;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;

/** What an observer answers, and the home calls and tasks that it collects meanwhile. */
final class ObserverAnswers implements AutoCloseable {
  private static final int KEPT = 10_000;
  private static final long LONGEST_WAIT_MILLIS = 20_000;

  private final String node;
  private final NodeSight sight;
  private final Clock clock;
  private final PodKernel.Host host;
  private final String instance = UUID.randomUUID().toString();
  private final Feed<Wire.Call> calls = new Feed<>(KEPT);
  private final Feed<Wire.Task> tasks = new Feed<>(KEPT);
  private final PortLooks ports;
  private final HomeListener home;

  /**
   * Begins to listen for pods that call home.
   *
   * @param node its name
   * @param homePort 0 for a free one
   */
  ObserverAnswers(
      String node,
      NodeSight sight,
      Clock clock,
      PodKernel.Host host,
      InetAddress homeAddress,
      int homePort) {
    this.node = node;
    this.sight = sight;
    this.clock = clock;
    this.host = host;
    this.ports = new PortLooks(sight, clock);
    this.home =
        HomeListener.open(
            homeAddress, homePort, clock, (nonce, call) -> calls.add(wire(nonce, call)));
    sight.listen(tasks);
  }

  private static Wire.Call wire(String nonce, HomeCalls.HomeCall call) {
    OptionalLong uptime = call.uptimeNanos();
    return new Wire.Call(
        nonce,
        call.acceptedNanos(),
        call.attempt(),
        uptime.isPresent() ? uptime.getAsLong() : null);
  }

  /** The answer to {@code GET /path} or {@code POST /path}; empty when there is none. */
  Optional<Object> to(String question, URI uri, String body) throws InterruptedException {
    return switch (question) {
      case "GET /clock" -> Optional.of(clocks());
      case "GET /facts" -> Optional.of(facts());
      case "GET /disks" -> Optional.of(new Wire.Disks(sight.diskWrites()));
      case "GET /home" -> Optional.of(new Wire.Home(instance, home.address(), home.port()));
      case "GET /calls" -> Optional.of(page(calls, uri));
      case "GET /events" -> Optional.of(page(tasks, uri));
      case "POST /sandbox" ->
          Optional.of(
              sight.sandbox(Json.LINE.readValue(body, Wire.PodRef.class)).stream().toList());
      case "POST /memory" ->
          // Lists lose their elements' type: each reading has to say its own kind.
          Optional.of(
              readings(
                  sight.memory(Json.LINE.readValue(body, new TypeReference<List<Sandbox>>() {}))));
      case "POST /cpu" ->
          Optional.of(
              readings(
                  sight.cpu(Json.LINE.readValue(body, new TypeReference<List<Sandbox>>() {}))));
      case "POST /strain" ->
          Optional.of(
              sight.strain(Json.LINE.readValue(body, new TypeReference<List<Sandbox>>() {})));
      case "POST /cpu-limit" -> Optional.of(readings(sight.cpuLimit(pod(body)).stream().toList()));
      case "POST /network" -> Optional.of(sight.network(pod(body)));
      case "POST /kubelet-calls" ->
          Optional.of(sight.kubeletCalls(Json.LINE.readValue(body, Wire.CallsQuestion.class)));
      case "POST /stats" -> Optional.of(readings(List.of(sight.stats(pod(body)))));
      case "POST /handler" ->
          Optional.of(sight.handler(Json.LINE.readValue(body, Wire.HandlerQuestion.class).name()));
      case "POST /programs" ->
          Optional.of(
              new Wire.Programs(
                  sight.programs(List.of(Json.LINE.readValue(body, ProcessMemory[].class)))));
      case "POST /port" ->
          Optional.of(ports.to(Json.LINE.readValue(body, Wire.PortQuestion.class)));
      case "POST /confinement" ->
          Optional.of(sight.confinement(List.of(Json.LINE.readValue(body, ProcessMemory[].class))));
      case "POST /gone" ->
          Optional.of(sight.remains(Json.LINE.readValue(body, Wire.RemainsQuestion.class)));
      default -> Optional.empty();
    };
  }

  /** The files of a distribution are the image's here, not the node's; the rest is the kernel's. */
  private List<Fact> facts() {
    return sight.facts().stream()
        .map(
            fact ->
                switch (fact.name()) {
                  case "host.name" -> Fact.known(fact.name(), node, false);
                  case "os.distribution" ->
                      Fact.unknown(
                          fact.name(),
                          "the observer sees its own image's files",
                          fact.comparable());
                  default -> fact;
                })
        .toList();
  }

  private Wire.NodeClock clocks() {
    WallClock.Pair pair = WallClock.Pair.read(clock);
    long now = clock.nanoTime();
    return new Wire.NodeClock(
        instance,
        node,
        sight.tier().label(),
        host.bootId(),
        host.release(),
        now,
        now + pair.offset(),
        pair.readError());
  }

  private <T> Wire.Page<T> page(Feed<T> feed, URI uri) throws InterruptedException {
    Map<String, Long> asked = query(uri);
    long wait = Math.clamp(asked.getOrDefault("wait", 0L), 0, LONGEST_WAIT_MILLIS);
    return feed.after(instance, asked.getOrDefault("after", 0L), Duration.ofMillis(wait));
  }

  private static Map<String, Long> query(URI uri) {
    String text = uri.getQuery() == null ? "" : uri.getQuery();
    return Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> Long.parseLong(pair[1]), (first, second) -> second));
  }

  private static Wire.PodQuestion pod(String body) {
    return Json.LINE.readValue(body, Wire.PodQuestion.class);
  }

  private static Reading[] readings(List<Reading> readings) {
    return readings.toArray(Reading[]::new);
  }

  @Override
  public void close() {
    home.close();
    sight.close();
  }
}
