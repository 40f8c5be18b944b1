package dev.tare.bench.suite;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs groups of benchmarks and prints their result document. */
public final class Suite {
  /** What the array of the group bandwidth is sized by, where nobody says it. */
  private static final String USUAL_MEMORY = Long.toString(256L << 20);

  private final Profile profile;
  private final ResultStream results;
  private final long memory;

  private Suite(Profile profile, ResultStream results, long memory) {
    this.profile = profile;
    this.results = results;
    this.memory = memory;
  }

  /**
   * Runs what the arguments name: everything in batches first, and then, call by call, those whose
   * calls are long enough to be timed each.
   *
   * @throws RunnerException when a benchmark failed; its innermost cause has the errno
   */
  public static void run(Arguments arguments, ResultStream results)
      throws RunnerException, IOException {
    Profile profile = Profile.named(arguments.text("profile", "quick"));
    List<String> patterns = Groups.patterns(arguments.text("benchmarks", "syscall"));
    long memory = arguments.size("memory", USUAL_MEMORY);
    // One JMH per pod: its lock file protects nothing, and the root file system may be read-only.
    System.setProperty("jmh.ignoreLock", "true");
    results.event("benchmarks-start", profile.key());
    new Suite(profile, results, memory).run(patterns);
  }

  private void run(List<String> patterns) throws RunnerException, IOException {
    List<RunResult> runs = new ArrayList<>();
    for (String pattern : patterns) {
      runs.addAll(run(pattern, Mode.AverageTime, profile.warmup(), profile.measured()));
    }
    TimerCost timer = TimerCost.measure();
    for (RunResult batch : List.copyOf(runs)) {
      if (timer.resolves(batch)) {
        String method = Groups.method(batch.getParams().getBenchmark());
        runs.addAll(run(method, Mode.SampleTime, profile.callWarmup(), profile.calls()));
      }
    }
    results.result(SuiteDocument.of(profile, runs, timer));
  }

  private List<RunResult> run(String pattern, Mode mode, Profile.Part warmup, Profile.Part measured)
      throws RunnerException {
    return List.copyOf(
        new Runner(options(pattern, mode, warmup, measured), new IterationEvents(results)).run());
  }

  private Options options(String pattern, Mode mode, Profile.Part warmup, Profile.Part measured) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(mode)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .forks(profile.forks)
            .warmupIterations(warmup.iterations())
            .warmupTime(TimeValue.milliseconds(warmup.millis()))
            .measurementIterations(measured.iterations())
            .measurementTime(TimeValue.milliseconds(measured.millis()))
            .shouldFailOnError(true)
            .include(pattern);
    if (pattern.contains(Bandwidth.class.getSimpleName())) {
      options.param(Bandwidth.BYTES, Long.toString(Bandwidth.array(memory)));
    }
    return options.build();
  }
}
