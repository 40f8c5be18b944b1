package dev.tare.bench.suite;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import dev.tare.bench.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  /** A group and what it runs; {@code syscall} brings its references with it. */
  private static final Map<String, List<Class<?>>> GROUPS =
      Map.of("syscall", List.of(Syscall.class, Cpu.class), "cpu", List.of(Cpu.class));

  private Suite() {}

  /**
   * Runs what the arguments name.
   *
   * @throws RunnerException when a benchmark failed; its innermost cause has the errno
   */
  public static void run(Arguments arguments, ResultStream results) throws RunnerException {
    Profile profile = Profile.named(arguments.text("profile", "quick"));
    Set<Class<?>> classes = classes(arguments.text("benchmarks", "syscall"));
    // One JMH per pod: its lock file protects nothing, and the root file system may be read-only.
    System.setProperty("jmh.ignoreLock", "true");
    results.event("benchmarks-start", profile.key());
    List<RunResult> runs = new ArrayList<>();
    for (Class<?> type : classes) {
      // One after another: JMH itself would sort them, and the control would meet a cold JVM.
      runs.addAll(new Runner(options(profile, Set.of(type)), new IterationEvents(results)).run());
    }
    results.result(SuiteDocument.of(profile, runs, TimerCost.measure()));
  }

  private static Set<Class<?>> classes(String groups) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (String group : groups.split(",", -1)) {
      List<Class<?>> members = GROUPS.get(group);
      if (members == null) {
        throw new UsageException("--benchmarks " + group + ": not syscall or cpu");
      }
      classes.addAll(members);
    }
    return classes;
  }

  static Options options(Profile profile, Set<Class<?>> classes) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .forks(profile.forks)
            .warmupIterations(profile.warmups)
            .warmupTime(TimeValue.milliseconds(profile.warmupTime.toMillis()))
            .measurementIterations(profile.iterations)
            .measurementTime(TimeValue.milliseconds(profile.iterationTime.toMillis()))
            .shouldFailOnError(true);
    for (Class<?> type : classes) {
      options.include("^" + type.getName().replace(".", "\\.") + "\\.");
    }
    return options.build();
  }
}
