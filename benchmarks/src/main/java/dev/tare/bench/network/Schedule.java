package dev.tare.bench.network;

/**
 * When requests are to be sent: fixed beforehand, so that a slow answer delays no later request and
 * its wait is seen (Tene's coordinated omission).
 *
 * @param startNanos of the first request, on this program's monotonic clock
 * @param rate requests per second
 * @param warmup how many of the first requests are not measured
 * @param measured how many are
 */
record Schedule(long startNanos, int rate, int warmup, int measured) {

  int count() {
    return warmup + measured;
  }

  /** The intended time of a request; computed from its number, so that rounding never adds up. */
  long intended(int request) {
    return startNanos + Math.round(request * 1e9 / rate);
  }

  /**
   * What the measured requests took, from their intended times.
   *
   * @param sent when each request was about to be written
   * @param received when each answer had been read
   */
  Latencies latencies(long[] sent, long[] received) {
    long[] lags = new long[measured];
    long[] latencies = new long[measured];
    for (int i = 0; i < measured; i++) {
      long intended = intended(warmup + i);
      lags[i] = sent[warmup + i] - intended;
      latencies[i] = received[warmup + i] - intended;
    }
    return new Latencies(lags, latencies);
  }

  /**
   * Raw samples in nanoseconds, in the order of the schedule.
   *
   * @param lags from the intended to the real time of sending
   * @param latencies from the intended time of sending to the answer
   */
  @SuppressWarnings("ArrayRecordComponent") // raw samples, written out at once and never compared
  record Latencies(long[] lags, long[] latencies) {}
}
