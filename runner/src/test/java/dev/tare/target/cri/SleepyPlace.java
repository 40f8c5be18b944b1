package dev.tare.target.cri;

import dev.tare.observe.Observer;
import dev.tare.result.Reading;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.Overhead;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PodPlace;
import dev.tare.target.pods.PodRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place whose pods print a line and sleep before what they were asked to run. The line comes when
 * the start is over: before, the runtime's own last work would take from the CPU that follows the
 * shorter sleep, and not from what follows the longer one.
 */
final class SleepyPlace implements PodPlace {
  private static final List<String> SLEEP =
      List.of(
          "/bin/busybox",
          "sh",
          "-c",
          "sleep 0.3; echo awake; sleep \"$1\"; shift; exec \"$@\"",
          "sleepy");

  private final CriPlace place;
  private final List<String> seconds;
  private int pods;

  /**
   * @param seconds to sleep, for one pod after another, and again from the first
   */
  SleepyPlace(CriPlace place, List<String> seconds) {
    this.place = place;
    this.seconds = seconds;
  }

  @Override
  public LivePod pod(PodRequest request, Marks marks) {
    List<String> command = new ArrayList<>(SLEEP);
    command.add(seconds.get(pods++ % seconds.size()));
    command.addAll(request.command());
    return place.pod(
        new PodRequest(
            request.name(),
            request.run(),
            request.runtime(),
            request.shape(),
            request.image(),
            command,
            request.limit()),
        marks);
  }

  @Override
  public Clock clock() {
    return place.clock();
  }

  @Override
  public Optional<WallClock.Pair> wallClock() {
    return place.wallClock();
  }

  @Override
  public Observer observer() {
    return place.observer();
  }

  @Override
  public Optional<HomeCalls> home() {
    return place.home();
  }

  @Override
  public Optional<Reading> coldStart(RuntimeSpec runtime) {
    return place.coldStart(runtime);
  }

  @Override
  public Duration longestPause() {
    return place.longestPause();
  }

  @Override
  public PodKernel.Host host() {
    return place.host();
  }

  @Override
  public Expectation claim(RuntimeSpec runtime) {
    return place.claim(runtime);
  }

  @Override
  public Overhead overhead(RuntimeSpec runtime) {
    return place.overhead(runtime);
  }

  @Override
  public HandlerFacts handler(RuntimeSpec runtime) {
    return place.handler(runtime);
  }
}
