package dev.tare.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tare}: the list of verbs. */
@Command(
    name = "tare",
    description = "Weighs what container sandboxes cost: start-up, memory, syscalls, network.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      InitCommand.class,
      PlanCommand.class,
      RunCommand.class,
      ReportCommand.class,
      OverheadCommand.class,
      ScenariosCommand.class,
      RuntimesCommand.class,
      RunsCommand.class,
      NodeCommand.class,
      ClusterCommand.class,
      PayloadCommand.class,
      ManifestsCommand.class,
      CleanCommand.class,
      ObserveCommand.class,
      CompletionCommand.class
    })
public final class Main {
  private Main() {}

  /** gRPC's transport logs warnings that no user can act on; kept here so that they stay set. */
  private static final Logger TRANSPORT = Logger.getLogger("io.grpc.netty");

  public static void main(String[] args) {
    TRANSPORT.setLevel(Level.SEVERE);
    System.exit(execute(args));
  }

  /** Runs one command line and gives its exit code. */
  static int execute(String... args) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(new Errors())
        .setParameterExceptionHandler(new UsageErrors())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }
}
