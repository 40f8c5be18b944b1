package dev.tare.cli;

import dev.tare.scenario.Catalog;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare init}. */
@Command(
    name = "init",
    description = "Write a commented scenario file to begin from.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", defaultValue = "scenario.yaml")
  Path file = Path.of("scenario.yaml");

  @Spec CommandSpec spec = CommandSpec.create();

  /** The scenario's name from the file's: lower case, and only what a name may have. */
  private String name() {
    String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = name.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "scenario" : trimmed;
  }

  @Override
  public Integer call() throws IOException {
    try {
      Files.writeString(file, Catalog.starter(name()), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(file + " is there already; name another file");
    }
    spec.commandLine()
        .getOut()
        .println("wrote " + file + "; try 'tare plan " + file + "', then 'tare run " + file + "'");
    return ExitCode.DONE;
  }
}
