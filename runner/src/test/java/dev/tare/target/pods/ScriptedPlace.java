package dev.tare.target.pods;

import dev.tare.observe.Observer;
import dev.tare.observe.Sandbox;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.Ready;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.ManualClock;
import dev.tare.target.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * A node whose pods answer, fail and end as told, whose ports nobody can look at, and that is as
 * strained as told.
 */
final class ScriptedPlace implements PodPlace {
  final ManualClock clock = new ManualClock(1_000, 1_000_000);
  final Map<Integer, PodFailure> failures = new HashMap<>();
  final Map<Integer, String> ends = new HashMap<>();
  final List<Integer> started = Collections.synchronizedList(new ArrayList<>());
  final List<Integer> removed = Collections.synchronizedList(new ArrayList<>());
  IntToLongFunction startNanos = number -> 1_000_000;
  final ScriptedObserver observer = new ScriptedObserver();
  int interruptAt = -1;
  Optional<HomeCalls> home = Optional.empty();

  ScriptedPlace() {
    observer.strain = level -> well(level, 4096);
  }

  static Reading.Strain well(int level, long availableMebi) {
    return new Reading.Strain(
        level,
        availableMebi << 20,
        8192L << 20,
        0,
        Optional.of(0.0),
        Optional.of(0.0),
        Optional.of(100L),
        Optional.of(32768L),
        Optional.of(level * 5_000_000L),
        Optional.of(level * 4_000_000L));
  }

  @Override
  public LivePod pod(PodRequest request, Marks marks) {
    return new ScriptedPod(request, marks);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Optional<WallClock.Pair> wallClock() {
    return Optional.of(WallClock.Pair.read(clock));
  }

  @Override
  public Observer observer() {
    return observer;
  }

  @Override
  public Optional<HomeCalls> home() {
    return home;
  }

  @Override
  public Optional<Reading> coldStart(RuntimeSpec runtime) {
    return Optional.empty();
  }

  @Override
  public Duration longestPause() {
    return Duration.ZERO;
  }

  @Override
  public PodKernel.Host host() {
    return new PodKernel.Host("boot", "6.1");
  }

  @Override
  public Expectation claim(RuntimeSpec runtime) {
    return runtime.expect();
  }

  @Override
  public Overhead overhead(RuntimeSpec runtime) {
    return Overhead.NONE;
  }

  @Override
  public HandlerFacts handler(RuntimeSpec runtime) {
    return HandlerFacts.UNKNOWN;
  }

  /** Its number, from 1, is the end of its name. */
  private final class ScriptedPod implements LivePod {
    private final PodRequest request;
    private final Marks marks;
    private final int number;

    ScriptedPod(PodRequest request, Marks marks) {
      this.request = request;
      this.marks = marks;
      this.number = Integer.parseInt(request.name().replaceFirst(".*-", ""));
    }

    @Override
    public PodRequest request() {
      return request;
    }

    @Override
    public Marks marks() {
      return marks;
    }

    @Override
    public void start() throws PodFailure, InterruptedException {
      started.add(number);
      marks.add(Phase.REQUESTED, clock.nanoTime());
      if (number == interruptAt) {
        throw new InterruptedException();
      }
      PodFailure failure = failures.get(number);
      if (failure != null) {
        throw failure;
      }
      clock.advance(startNanos.applyAsLong(number));
    }

    @Override
    public List<LogLine> output() {
      return List.of(new LogLine(clock.wallNanos(), clock.nanoTime(), "stdout", "tare1"));
    }

    @Override
    public void awaitOutput() {}

    @Override
    public void requireOutput() {}

    @Override
    public Optional<String> ended() {
      return Optional.ofNullable(ends.get(number));
    }

    @Override
    public PortWatch watch(Ready.Asked wanted) {
      return new PortWatch() {
        @Override
        public Optional<Answered> await(long nanos) throws IOException {
          throw new IOException("nobody could look at port " + wanted.port());
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Optional<Exit> exit() {
      return Optional.empty();
    }

    @Override
    public boolean drained() {
      return true;
    }

    @Override
    public boolean listens() {
      return false;
    }

    @Override
    public String address() {
      return "10.0.0." + number;
    }

    @Override
    public Sandbox sandbox() {
      return new Sandbox(request.name(), "0123456789ab" + number, List.of());
    }

    @Override
    public boolean limits(String cgroup) {
      return true;
    }

    @Override
    public List<Reading> stats(int level) {
      return List.of();
    }

    @Override
    public Optional<Reading> cpuLimit() {
      return Optional.empty();
    }

    @Override
    public void remove() {
      removed.add(number);
    }
  }
}
