package dev.tare.scenario;

import java.time.Duration;

/** When the pods of a start-up trial are created. */
public sealed interface Arrival {

  /** How many pods a trial creates. */
  int pods();

  /** The most pods that may stand at one time. */
  int together();

  /** The key in scenario files. */
  String label();

  /** One after another: the next begins when the previous sandbox and its memory are gone. */
  record Serial(int pods) implements Arrival {
    @Override
    public int together() {
      return 1;
    }

    @Override
    public String label() {
      return "serial";
    }
  }

  /** All at once. */
  record Burst(int pods) implements Arrival {
    @Override
    public int together() {
      return pods;
    }

    @Override
    public String label() {
      return "burst";
    }
  }

  /**
   * By a schedule that is fixed beforehand, whether or not earlier pods have answered. Each is
   * taken away once it has answered.
   *
   * @param perMinute pods a minute
   * @param span how long pods arrive
   * @param most with so many standing when another is due, the node does not keep up
   */
  record Open(int perMinute, Duration span, Spacing spacing, int most) implements Arrival {

    /** How the moments of creation are spread over the span. */
    public enum Spacing {
      /** At equal distances. */
      CONSTANT,
      /** As independent users would ask: a Poisson process, given its number of arrivals. */
      POISSON
    }

    /** Those that are due before the span is over. */
    @Override
    public int pods() {
      return Math.toIntExact(Math.ceilDiv(perMinute * span.toMillis(), 60_000));
    }

    @Override
    public int together() {
      return Math.min(most, pods());
    }

    @Override
    public String label() {
      return "open";
    }
  }
}
