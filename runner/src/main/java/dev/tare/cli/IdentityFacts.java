package dev.tare.cli;

import dev.tare.payload.Sha256;
import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.result.Fact;
import dev.tare.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Which Tare ran what: facts of the run, on which runs that are compared may differ. */
final class IdentityFacts {
  private static final int SECONDS = 10;

  private final Path home;

  /**
   * @param home a checkout, or an unpacked archive, which names its commit in a file
   */
  IdentityFacts(Path home) {
    this.home = home;
  }

  List<Fact> of(Scenario scenario, Plan plan) {
    List<Fact> facts = new ArrayList<>(commit());
    facts.add(dependencies(System.getProperty("java.class.path", "")));
    facts.add(Fact.known("java.runtime", Runtime.version().toString(), false));
    facts.add(Fact.known("scenario.sha256", sha256(scenario.text()), false));
    facts.add(
        Fact.known(
            "plan.order",
            plan.trials().stream().map(Trial::id).collect(Collectors.joining(" ")),
            false));
    return facts;
  }

  /** The commit, and whether files differ from it. */
  private List<Fact> commit() {
    Path named = home.resolve("commit");
    try {
      if (Files.exists(home.resolve(".git"))) {
        String commit = git("rev-parse", "HEAD");
        String changed = git("status", "--porcelain");
        return facts(commit, changed.isEmpty() ? "no" : "yes");
      }
      if (Files.exists(named)) {
        String[] words = Files.readString(named).strip().split(" ", 2);
        return facts(words[0], words.length > 1 ? words[1] : "no");
      }
      return unknown(home + " is no checkout, and has no file that names its commit");
    } catch (IOException e) {
      return unknown(String.valueOf(e.getMessage()));
    }
  }

  private static List<Fact> facts(String commit, String dirty) {
    return List.of(
        Fact.known("tare.commit", commit, false), Fact.known("tare.dirty", dirty, false));
  }

  private static List<Fact> unknown(String because) {
    return List.of(
        Fact.unknown("tare.commit", because, false), Fact.unknown("tare.dirty", because, false));
  }

  /** Root may look at a checkout that is somebody else's. */
  private String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-C"));
    command.add(home.toString());
    command.addAll(Arrays.asList(arguments));
    Path out = Files.createTempFile("tare-git", "");
    try {
      Process asked =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!asked.waitFor(SECONDS, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
        throw new IOException("git does not answer");
      }
      if (asked.exitValue() != 0) {
        throw new IOException("git %s ends with %d".formatted(arguments[0], asked.exitValue()));
      }
      return Files.readString(out).strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking git", e);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  /** Over the sorted names of the jars that run, which hold their versions, a line each. */
  static Fact dependencies(String classPath) {
    List<String> jars =
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .map(entry -> Optional.ofNullable(Path.of(entry).getFileName()))
            .flatMap(Optional::stream)
            .map(Path::toString)
            .filter(name -> name.endsWith(".jar"))
            .sorted()
            .toList();
    return jars.isEmpty()
        ? Fact.unknown("tare.dependencies_sha256", "no jar is on the class path", false)
        : Fact.known("tare.dependencies_sha256", sha256(String.join("\n", jars) + "\n"), false);
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
