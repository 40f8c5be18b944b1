package dev.tare.scenario;

import dev.tare.scenario.yaml.Problems;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.SourceText;
import dev.tare.scenario.yaml.StrictYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code runtimes.yaml}: the runtimes of several CRI sockets, so that an old and a new
 * containerd, shim or configuration are two runtimes of one run. Its one key is {@code runtimes},
 * with the entries of a scenario file.
 */
public final class RuntimesFile {

  private RuntimesFile() {}

  /**
   * Reads a file.
   *
   * @throws ScenarioException with every problem at once
   */
  public static List<RuntimeSpec> load(Path file) {
    Problems problems = new Problems(file.toString());
    return ScenarioLoader.orThrow(
        SourceText.read(file, problems).flatMap(text -> read(text, problems)), problems);
  }

  /**
   * Reads a text as if it stood in a file of that name.
   *
   * @throws ScenarioException with every problem at once
   */
  public static List<RuntimeSpec> parse(String fileName, String text) {
    Problems problems = new Problems(fileName);
    return ScenarioLoader.orThrow(read(text, problems), problems);
  }

  private static Optional<List<RuntimeSpec>> read(String text, Problems problems) {
    return StrictYaml.parse(text, problems)
        .map(
            root -> {
              Section top = Section.root(root, problems);
              List<RuntimeSpec> runtimes = RuntimeReader.single(top.required("runtimes", "[runc]"));
              top.end();
              return runtimes;
            });
  }
}
