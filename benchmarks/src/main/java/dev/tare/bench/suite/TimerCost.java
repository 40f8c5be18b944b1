package dev.tare.bench.suite;

import org.openjdk.jmh.results.RunResult;

/**
 * What the clock that times the benchmarks can resolve, in nanoseconds.
 *
 * @param cost of one reading, the mean of the quickest of several batches: a pause of the machine
 *     is no cost of the clock
 * @param granularity the smallest step that was seen
 */
record TimerCost(double cost, long granularity) {
  private static final int BATCHES = 20;
  private static final int READINGS = 1000;

  /** A call this many times longer than a reading is timed with an error of 5 % at most. */
  private static final int TIMES = 20;

  static TimerCost measure() {
    long smallest = Long.MAX_VALUE;
    double least = Double.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      long start = System.nanoTime();
      long last = start;
      for (int i = 0; i < READINGS; i++) {
        long now = System.nanoTime();
        if (now > last) {
          smallest = Math.min(smallest, now - last);
        }
        last = now;
      }
      least = Math.min(least, (double) (last - start) / READINGS);
    }
    return new TimerCost(least, smallest);
  }

  /** Whether single calls of that benchmark are long enough to be timed each. */
  boolean resolves(RunResult batch) {
    boolean single =
        batch.getParams().getOpsPerInvocation() == 1
            && !BenchmarkId.group(batch.getParams()).equals("bandwidth")
            && !BenchmarkId.group(batch.getParams()).equals("cpu");
    return single
        && batch.getPrimaryResult().getScore() > TIMES * Math.max(cost, (double) granularity);
  }
}
