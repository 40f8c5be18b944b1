package dev.tare.tool;

import dev.tare.result.Sample;
import dev.tare.scenario.Workload;
import java.util.List;

/** The numbers in what a command printed. */
public final class CommandOutput {
  /** The name under which a trial keeps it. */
  public static final String NAME = "command.txt";

  /** A command that prints more bytes than that is no measurement. */
  public static final int MOST = 8 << 20;

  /** One way of printing. */
  interface Reader {
    /** At least one sample, each checked. */
    List<Sample> samples(String output) throws BadOutput;
  }

  private CommandOutput() {}

  /**
   * Draws them.
   *
   * @param output of both streams, line by line
   * @throws BadOutput when there are none, or they cannot be true
   */
  public static List<Sample> samples(Workload.Command command, String output) throws BadOutput {
    if (output.isBlank()) {
      throw new BadOutput("it printed nothing");
    }
    return reader(command).samples(output);
  }

  private static Reader reader(Workload.Command command) {
    return switch (command.parser()) {
      case FIO -> new FioOutput();
      case SYSBENCH -> new SysbenchOutput();
      case STRESS_NG -> new StressNgOutput();
      case REDIS_BENCHMARK -> new RedisBenchmarkOutput();
      case WRK -> new WrkOutput();
      case IPERF3 -> new Iperf3Output();
      case JMH -> new JmhOutput();
      case JSON -> new StatedJson(command.metrics());
      case REGEX -> new StatedText(command.metrics());
    };
  }
}
