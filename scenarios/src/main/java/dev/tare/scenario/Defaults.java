package dev.tare.scenario;

import java.time.Duration;
import java.util.List;

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

  /** As independent users would come: a fixed rhythm may lock to one of the node's own. */
  static final Arrival.Open.Spacing SPACING = Arrival.Open.Spacing.POISSON;

  /** Far more than stand where a node keeps up, and few enough to stop before it breaks. */
  static final int TOGETHER = 20;

  static final int STATUS = 200;

  /** Longer than the second that cgroup statistics may lag behind. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  /** Kubernetes' own objective for the start of a pod whose image is there. */
  static final Duration START_OBJECTIVE = Duration.ofSeconds(5);

  /** Pods between two looks at a level as a whole. */
  static final int STEP = 5;

  /** A few looks at a second's distance, and longer than cgroup statistics may lag behind. */
  static final Duration HOLD = Duration.ofSeconds(5);

  /** The filter that is the same everywhere: a ratio needs equal terms. */
  static final Seccomp SECCOMP = Seccomp.UNCONFINED;

  static final Profile PROFILE = Profile.NORMAL;
  static final int FLOWS = 1;
  static final Duration NETWORK_PART = Duration.ofSeconds(10);

  /** The two that say most in the least time. */
  static final List<NetworkPart> NETWORK_PARTS = List.of(NetworkPart.TX, NetworkPart.LATENCY);

  /** Every target has one node. */
  static final PeerNode PEER_NODE = PeerNode.SAME;

  static final boolean NETWORK_CPU = false;

  /** Enough that one start's chance does not matter, and few enough for small nodes. */
  static final int CPU_PODS = 5;

  /** A sandbox that wakes once in some seconds is seen to do so several times. */
  static final Duration CPU_IDLE = Duration.ofMinutes(1);

  /** Requests per second: low enough for every sandbox to keep up. */
  static final int RATE = 500;

  /** Of a command, for estimates alone. */
  static final Duration TAKES = Duration.ofSeconds(10);

  private Defaults() {}
}
