package dev.tare.cli;

import dev.tare.payload.PayloadBuilder;
import dev.tare.payload.PayloadImage;
import dev.tare.target.cri.CriImages;
import dev.tare.target.cri.EmbeddedNode;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tare payload}: the image that runs in the pods. */
@Command(
    name = "payload",
    description = "The image that runs in the pods; no registry is needed.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PayloadCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "build",
      description = "Build it, unless it stands in the cache; print its name, digest and file.",
      mixinStandardHelpOptions = true)
  int build(
      @Option(names = "--no-install", description = "Install no packages; say what is missing.")
          boolean noInstall)
      throws IOException, InterruptedException {
    PayloadImage image = image(noInstall);
    out().println(image.reference());
    out().println(image.digest());
    out().println(image.tar());
    out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "load",
      description = "Load it into a node, so that nothing has to be pulled.",
      mixinStandardHelpOptions = true)
  int load(
      @Option(
              names = "--cri",
              paramLabel = "SOCKET",
              description = "A containerd of this machine; without it Tare's own node.")
          @Nullable String cri,
      @Option(names = "--no-install", description = "Install no packages; say what is missing.")
          boolean noInstall)
      throws IOException, InterruptedException {
    PayloadImage image = image(noInstall);
    if (cri == null) {
      EmbeddedNode node = new EmbeddedNode(Home.path());
      node.up(!noInstall);
      node.importImage(image.tar());
    } else {
      CriImages.load(cri, image.reference(), image.tar());
    }
    out().println("loaded " + image.reference());
    out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "push",
      description = "Push it to a registry, for nodes that pull.",
      mixinStandardHelpOptions = true)
  int push(
      @Parameters(paramLabel = "REFERENCE", description = "registry/name:tag") String reference,
      @Option(names = "--no-install", description = "Install no packages; say what is missing.")
          boolean noInstall)
      throws IOException, InterruptedException {
    String digest = builder(noInstall).push(image(noInstall), reference);
    out().println(reference + "@" + digest);
    out().flush();
    return ExitCode.DONE;
  }

  private PayloadImage image(boolean noInstall) throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    return builder(noInstall)
        .build(
            line -> {
              err.println(line);
              err.flush();
            });
  }

  private static PayloadBuilder builder(boolean noInstall) {
    return new PayloadBuilder(Home.path(), !noInstall);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
