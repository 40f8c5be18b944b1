package dev.tare.cli;

import dev.tare.payload.BuiltImage;
import dev.tare.payload.Registry;
import dev.tare.target.cri.CriImages;
import dev.tare.target.cri.EmbeddedNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tare payload}: the images that run in the pods, and the one of Tare itself. */
@Command(
    name = "payload",
    description = {
      "The image that runs in the pods, that of Tare itself, for the observer on the nodes of a"
          + " cluster, and on request those of the programs which some scenarios run; no registry"
          + " is needed."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PayloadCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "build",
      description = "Build them, unless they stand in the cache; print name, digest and file.",
      mixinStandardHelpOptions = true)
  int build(@Mixin ImageOptions images) throws IOException, InterruptedException {
    for (BuiltImage image : images.built(this::tell)) {
      out().println(image.reference());
      out().println(image.digest());
      out().println(image.tar());
    }
    out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "load",
      description = "Load them into a node, so that nothing has to be pulled.",
      mixinStandardHelpOptions = true)
  int load(
      @Option(
              names = "--cri",
              paramLabel = "SOCKET",
              description = "A containerd of this machine; without it Tare's own node.")
          @Nullable String cri,
      @Mixin ImageOptions images)
      throws IOException, InterruptedException {
    List<BuiltImage> built = images.built(this::tell);
    EmbeddedNode node = new EmbeddedNode(Home.path());
    if (cri == null) {
      node.up(!images.noInstall);
    }
    for (BuiltImage image : built) {
      if (cri == null) {
        node.importImage(image.tar());
      } else {
        CriImages.load(cri, image.reference(), image.tar());
      }
      out().println("loaded " + image.reference());
      out().flush();
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "push",
      description = {
        "Copy them to a registry, for nodes that pull; print the name of each by its digest.",
        "Credentials are those of docker's configuration file (~/.docker/config.json)."
      },
      mixinStandardHelpOptions = true)
  int push(
      @Option(
              names = "--registry",
              required = true,
              paramLabel = "REGISTRY",
              description = "Host and path, registry.example/tare.")
          String registry,
      @Mixin ImageOptions images)
      throws IOException, InterruptedException {
    Registry target = TargetOptions.registry(registry);
    for (BuiltImage image : images.built(this::tell)) {
      out().println(target.push(image));
      out().flush();
    }
    return ExitCode.DONE;
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
