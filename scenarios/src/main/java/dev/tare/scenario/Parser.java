package dev.tare.scenario;

/** How numbers are found in what a command prints. */
public enum Parser {
  FIO,
  SYSBENCH,
  STRESS_NG,
  REDIS_BENCHMARK,
  /** Also wrk2's, which prints the same and more. */
  WRK,
  IPERF3,
  JMH,
  /** The scenario says where in a JSON document its metrics stand. */
  JSON,
  /** The scenario says by which text its metrics are found. */
  REGEX;

  /** Whether the scenario names the metrics; the others know their tool's. */
  public boolean isStated() {
    return this == JSON || this == REGEX;
  }
}
