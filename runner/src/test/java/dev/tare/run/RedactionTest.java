package dev.tare.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction redaction = new Redaction();

  @Test
  void secretsOfACommandLineAreTakenOutAndTheirPlacesNamed() {
    assertThat(
            redaction.argv(
                List.of(
                    "run",
                    "demo",
                    "--token=abc",
                    "--password",
                    "x y",
                    "--registry",
                    "https://me:pw@registry.example/x",
                    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln")))
        .containsExactly(
            "run",
            "demo",
            "--token=[redacted]",
            "--password",
            "[redacted]",
            "--registry",
            "https://[redacted]@registry.example/x",
            "[redacted]");
    assertThat(redaction.where()).isEqualTo("argv[2], argv[4], argv[6], argv[7]");
  }

  @Test
  void whatIsNoSecretStays() {
    List<String> words =
        List.of(
            "run",
            "startup-serial",
            "--runtimes",
            "runc,gvisor",
            "--kubeconfig",
            "/root/.kube/config",
            "--cri",
            "unix:///run/x.sock",
            "--password",
            "--rounds",
            "1");

    assertThat(redaction.argv(words)).isEqualTo(words);
    assertThat(redaction.where()).isEqualTo("nothing");
  }

  @Test
  void factsKeepTheirNamesAndLoseTheSecret() {
    assertThat(
            redaction.facts(
                List.of(
                    Fact.known("kernel.cmdline", "ro cloud.token=abc quiet", false),
                    Fact.known("kernel.parameters", "random.trust_cpu=1 quiet", true),
                    Fact.unknown("cpu.governor", "none", true))))
        .containsExactly(
            Fact.known("kernel.cmdline", "ro cloud.token=[redacted] quiet", false),
            Fact.known("kernel.parameters", "random.trust_cpu=1 quiet", true),
            Fact.unknown("cpu.governor", "none", true));
    assertThat(redaction.where()).isEqualTo("kernel.cmdline");
  }
}
