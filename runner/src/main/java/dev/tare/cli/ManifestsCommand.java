package dev.tare.cli;

import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.kubernetes.ClusterManifests;
import dev.tare.target.kubernetes.KubernetesTargetConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare manifests}. */
@Command(
    name = "manifests",
    description =
        "Print all that a run applies to a cluster, as YAML, for whoever has to agree to it. No"
            + " cluster is asked, and --target kubernetes goes without saying.",
    mixinStandardHelpOptions = true)
final class ManifestsCommand implements Callable<Integer> {
  /** Stands for the run's id, which is made with the run. */
  private static final String RUN = "example";

  /** Stands for the nodes that a run would choose. */
  private static final String NODE = "name-of-a-node";

  private static final String RUNTIME = "runc";

  @Parameters(
      paramLabel = "SCENARIO",
      defaultValue = "startup-serial",
      description =
          "Whose pods are shown: a file, or a name of the catalog (default: ${DEFAULT-VALUE}).")
  String scenario = "";

  @Mixin TargetOptions options = new TargetOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Pod shape = Scenarios.find(scenario).cases().getFirst().pod();
    boolean anyNode = options.nodes.isEmpty();
    boolean anyRuntime = options.runtimes.isEmpty();
    List<RuntimeSpec> runtimes = settled();
    KubernetesTargetConfig config =
        new Targets(options, Terminal.progress(spec.commandLine().getErr())::note).config(RUN);
    List<ClusterManifests.Document> documents =
        ClusterManifests.of(config, Home.path(), runtimes, shape);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "# What a run with --observer " + options.tier().label() + " applies to a cluster.");
    out.println("# '" + RUN + "' stands for the run's id.");
    if (anyNode) {
      out.println("# '" + NODE + "' stands for the nodes that it chooses, or that --nodes names.");
    }
    if (anyRuntime) {
      out.println(
          "# '"
              + RUNTIME
              + "' is an example of a RuntimeClass; --runtimes names those of the run.");
    }
    documents.forEach(document -> out.print(document.yaml()));
    out.flush();
    return ExitCode.DONE;
  }

  /** Fills in what a run would find out from its cluster. */
  private List<RuntimeSpec> settled() {
    if (options.namesCluster()) {
      throw new UsageException(
          "'tare manifests' asks no cluster: leave --kubeconfig and --context");
    }
    if (options.target == null) {
      options.target = TargetOptions.Place.KUBERNETES;
    }
    if (!options.kubernetes()) {
      throw new UsageException("'tare manifests' is about clusters: leave --target");
    }
    if (options.nodes.isEmpty()) {
      options.nodes = List.of(NODE);
    }
    List<String> names = options.runtimes.isEmpty() ? List.of(RUNTIME) : options.runtimes;
    List<RuntimeSpec> more = options.more();
    return names.stream()
        .map(
            name ->
                more.stream()
                    .filter(spec -> spec.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> RuntimeSpec.named(name)))
        .toList();
  }
}
