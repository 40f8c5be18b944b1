package dev.tare.scenario;

/** Scenario files for tests, each with one part of one's own. */
final class Texts {

  private static final String HEAD =
      """
      scenario: test
      question: What does it cost?
      """;

  static final String WORKLOADS =
      """
      workloads:
        serial: {startup: {arrival: {serial: 3}}}
        burst: {startup: {arrival: {burst: 4}}}
        idle: {memory: {levels: [1, 2]}}
      """;

  private Texts() {}

  /** A valid file with one more part at its end. */
  static String with(String part) {
    return HEAD + WORKLOADS + part + "\n";
  }

  /** A file whose one workload is this, in flow style. */
  static String workload(String workload) {
    return HEAD + "workloads: {one: " + workload + "}\n";
  }

  /** A file of these lines alone. */
  static String only(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
