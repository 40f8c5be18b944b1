package dev.tare.bench.suite;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Work that needs no kernel: the control that must be equal under every runtime. */
@State(Scope.Thread)
public class Cpu {
  private static final int STEPS = 500;

  private long state = 88172645463325252L;

  /**
   * 500 steps of a chain in which each needs the one before. Generator: Marsaglia, Xorshift RNGs,
   * Journal of Statistical Software 8(14), 2003, shifts 13, 7 and 17.
   */
  @Benchmark
  public long work() {
    long x = state;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    state = x;
    return x;
  }
}
