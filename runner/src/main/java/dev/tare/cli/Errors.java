package dev.tare.cli;

import dev.tare.result.RunFolderException;
import dev.tare.scenario.ScenarioException;
import dev.tare.target.TargetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one message; only a bug shows its trace. */
final class Errors implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    int code = told(err, error);
    also(err, error);
    return code;
  }

  private static int told(PrintWriter err, Exception error) {
    return switch (error) {
      case ScenarioException e -> say(err, String.valueOf(e.getMessage()), ExitCode.USAGE);
      case UsageException e -> say(err, String.valueOf(e.getMessage()), ExitCode.USAGE);
      case RunFolderException e -> say(err, String.valueOf(e.getMessage()), ExitCode.USAGE);
      case TargetException e -> say(err, String.valueOf(e.getMessage()), ExitCode.NOT_READY);
      case InterruptedException _ -> say(err, "interrupted", ExitCode.INTERRUPTED);
      case NoSuchFileException e -> say(err, "there is no file " + e.getMessage(), ExitCode.USAGE);
      case AccessDeniedException e ->
          say(err, "you may not use the file " + e.getMessage(), ExitCode.NOT_READY);
      case IOException e -> say(err, String.valueOf(e.getMessage()), ExitCode.NOT_READY);
      default -> bug(err, error);
    };
  }

  private static int say(PrintWriter err, String message, int code) {
    err.println("tare: " + message);
    return code;
  }

  /** What went wrong while cleaning up after it, which a person has to know as well. */
  private static void also(PrintWriter err, Throwable error) {
    for (Throwable more : error.getSuppressed()) {
      if (more instanceof TargetException) {
        err.println("tare: besides, " + more.getMessage());
      }
      also(err, more);
    }
  }

  private static int bug(PrintWriter err, Exception error) {
    err.println("tare: this is a bug, please report it with what follows");
    error.printStackTrace(err);
    return ExitCode.BUG;
  }
}
