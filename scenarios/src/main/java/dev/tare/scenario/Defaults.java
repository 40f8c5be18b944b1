package dev.tare.scenario;

import java.time.Duration;

/** What a scenario file means where it is silent. */
final class Defaults {

  /** A whole CPU: Kata without a limit gives one, so this is the one limit that all can share. */
  static final int CPU = 1;

  static final long MEMORY = 256L << 20;

  /** The least number of rounds at which a nightly gate looks. */
  static final int ROUNDS = 12;

  /** Fixed, so that a file without a seed still gives the same plan everywhere. */
  static final int SEED = 42;

  static final boolean AA = false;
  static final int WARMUPS = 3;
  static final Duration START_LIMIT = Duration.ofSeconds(60);
  static final Duration TRIAL_LIMIT = Duration.ofMinutes(5);
  static final Ready READY = Ready.HOME_CALL;

  /** Longer than the second that cgroup statistics may lag behind. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  static final Profile PROFILE = Profile.NORMAL;
  static final int FLOWS = 1;
  static final Duration NETWORK_PART = Duration.ofSeconds(10);

  /** Requests per second: low enough for every sandbox to keep up. */
  static final int RATE = 500;

  private Defaults() {}
}
