package dev.tare.cli;

import dev.tare.scenario.Catalog;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare scenarios}. */
@Command(
    name = "scenarios",
    description = "The catalog, and the scenario format.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ScenariosCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "list",
      description = "The scenarios of the catalog, each with its question.",
      mixinStandardHelpOptions = true)
  int list() {
    PrintWriter out = out();
    for (String name : Catalog.names()) {
      out.printf("%-18s %s%n", name, Catalog.load(name).question());
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "validate",
      description = "Name everything that is wrong with scenario files.",
      mixinStandardHelpOptions = true)
  int validate(@Parameters(paramLabel = "FILE", arity = "1..*") List<String> files) {
    int code = ExitCode.DONE;
    for (String file : files) {
      try {
        Scenario scenario = Scenarios.find(file);
        out().println(file + ": valid, " + Words.count(scenario.cases().size(), "workload"));
      } catch (ScenarioException e) {
        spec.commandLine().getErr().println(e.getMessage());
        code = ExitCode.USAGE;
      }
    }
    return code;
  }

  @Command(
      name = "schema",
      description = "Print the JSON Schema of scenario files.",
      mixinStandardHelpOptions = true)
  int schema() {
    out().print(Catalog.schema());
    out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = "Print a scenario of the catalog, to copy and change.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "NAME") String name) {
    Scenarios.find(name);
    out().print(Catalog.text(name));
    out().flush();
    return ExitCode.DONE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
