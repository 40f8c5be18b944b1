package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.target.kubernetes.FakeApiServer;
import dev.tare.target.kubernetes.FakeApiServer.Answer;
import dev.tare.target.kubernetes.FakeCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads, and which exit code a script gets, when a cluster refuses. */
class ClusterTroubleTest {
  private record Answered(int code, String err) {}

  @TempDir Path folder;

  private Answered run(String... more) {
    String[] always = {
      "run",
      "startup-serial",
      "--target",
      "kubernetes",
      "--observer",
      "none",
      "--image",
      "payload:1",
      "--rounds",
      "1",
      "--results",
      folder.resolve("results").toString()
    };
    String[] arguments = new String[always.length + more.length];
    System.arraycopy(always, 0, arguments, 0, always.length);
    System.arraycopy(more, 0, arguments, always.length, more.length);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream real = System.err;
    try {
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int code = Main.execute(arguments);
      return new Answered(code, err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(real);
    }
  }

  private Answered run(FakeApiServer server, String runtimes) {
    return run(
        "--kubeconfig",
        server.kubeconfig(folder, "{token: secret}").toString(),
        "--runtimes",
        runtimes);
  }

  @Test
  void withoutAnyKubeconfigItIsSaidWhereItWasLookedFor() {
    Assumptions.assumeTrue(System.getenv("KUBECONFIG") == null, "KUBECONFIG is set here");
    String home = System.getProperty("user.home");
    try {
      System.setProperty("user.home", folder.toString());

      Answered answer = run();

      assertThat(answer.code()).isEqualTo(ExitCode.NOT_READY);
      assertThat(answer.err())
          .contains(folder.resolve(".kube/config").toString(), "--kubeconfig")
          .hasLineCount(1);
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void aClassThatIsNotThereIsAnsweredWithTheNearest() {
    try (FakeApiServer server = FakeCluster.serve()) {
      Answered answer = run(server, "runc,gvisr");

      assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
      assertThat(answer.err()).contains("gvisr", "did you mean \"gvisor\"?").hasLineCount(1);
    }
  }

  @Test
  void credentialsThatExpireAreOneErrorAndWhatIsLeftIsNamed() {
    try (FakeApiServer server = FakeCluster.serve()) {
      server.on(
          "POST /api/v1/namespaces",
          request -> {
            server.expire();
            return new Answer(201, request.body());
          });

      Answered answer = run(server, "runc");

      assertThat(answer.code()).isEqualTo(ExitCode.NOT_READY);
      assertThat(answer.err())
          .containsOnlyOnce("cannot be watched")
          .contains("does not accept the credentials of the context \"fake\"", "log in again")
          .contains("tare: besides, the namespace tare-", "'tare clean --target kubernetes'")
          .doesNotContain("Exception", "\tat ");
    }
  }
}
