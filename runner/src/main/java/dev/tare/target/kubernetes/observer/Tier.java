package dev.tare.target.kubernetes.observer;

import java.util.Arrays;
import java.util.Locale;

/** How much of a node an observer may see, the most first. */
public enum Tier {
  /** The runtime's socket beside all of the next. */
  RUNTIME("the runtime's socket, processes and cgroups"),
  /** The node's processes and cgroups. */
  PROCESSES("processes and cgroups"),
  /** What the kubelet tells of pods. */
  KUBELET("the kubelet's statistics"),
  /** No observer at all. */
  NONE("nothing");

  private final String sees;

  Tier(String sees) {
    this.sees = sees;
  }

  /** Its name on command lines. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it sees, for people. */
  public String sees() {
    return sees;
  }

  /** Why this tier does not show something, with the tiers that do. */
  String blind(String what, Tier... others) {
    return "tier '%s' of the node observer sees %s, not %s; %s would show it"
        .formatted(
            label(),
            sees,
            what,
            String.join(
                " or ", Arrays.stream(others).map(tier -> "tier '" + tier.label() + "'").toList()));
  }
}
