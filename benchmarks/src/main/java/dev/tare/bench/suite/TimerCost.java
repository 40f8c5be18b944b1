package dev.tare.bench.suite;

/**
 * What the clock that times the benchmarks can resolve, in nanoseconds.
 *
 * @param cost of one reading, the mean over many
 * @param granularity the smallest step that was seen
 */
record TimerCost(double cost, long granularity) {
  private static final int READINGS = 20_000;

  static TimerCost measure() {
    long smallest = Long.MAX_VALUE;
    long start = System.nanoTime();
    long last = start;
    for (int i = 0; i < READINGS; i++) {
      long now = System.nanoTime();
      if (now > last) {
        smallest = Math.min(smallest, now - last);
      }
      last = now;
    }
    return new TimerCost((double) (last - start) / READINGS, smallest);
  }
}
