package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.target.cri.api.StatusResponse;
import dev.tare.target.pods.NetworkStamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodNetworkTest {

  @TempDir Path root;

  /** Recorded from containerd 1.7.24 on the embedded node. */
  private static String recorded() throws IOException {
    try (var json = PodNetworkTest.class.getResourceAsStream("/cni-status.json")) {
      return new String(json.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PodNetwork of(String cniconfig) {
    return PodNetwork.of(StatusResponse.newBuilder().putInfo("cniconfig", cniconfig).build());
  }

  private Path seen(Path path) {
    return root.resolve(Path.of("/").relativize(path));
  }

  @Test
  void theChainAndTheFolderOfItsStampsAreReadFromTheStatus() throws IOException {
    PodNetwork network = of(recorded());

    assertThat(network.plugins())
        .containsExactly("tare-network-begun", "bridge", "tare-network-ready");
    assertThat(network.stamps()).contains(Path.of("/run/tare/node/network"));

    Path folder = Files.createDirectories(root.resolve("run/tare/node/network"));
    Files.writeString(folder.resolve("4f1c"), "begun 10.000001\nready 10.030002\n");

    assertThat(network.stamps(this::seen, "4f1c"))
        .isEqualTo(new NetworkStamps(10_000_001_000L, 10_030_002_000L, null));
  }

  @Test
  void aChainThatDoesNotStampIsToldByItsPlugins() {
    PodNetwork network =
        of(
            """
            {"Networks":[{"Config":{"Plugins":[{"Network":{"type":"calico"},"Source":"{}"},
             {"Network":{"type":"portmap"},"Source":"{}"}]}}]}\
            """);

    assertThat(network.plugins()).isEqualTo(List.of("calico", "portmap"));
    assertThat(network.stamps(this::seen, "4f1c").unknownBecause())
        .isEqualTo("none of its CNI plugins (calico, portmap) stamps when it is called");
  }

  @Test
  void aRuntimeThatTellsNothingOrNonsenseIsNotGuessedAt() {
    for (String answer :
        List.of(
            "",
            "null",
            "[]",
            "not json",
            "{\"Networks\":[{\"Config\":{\"Plugins\":[{\"Network\":{\"type\":\"tare-network-ready\"},"
                + "\"Source\":\"{\\\"stamps\\\":\\\"no/path\\\"}\"}]}}]}")) {
      assertThat(of(answer).stamps()).as(answer).isEmpty();
    }
    assertThat(of("").stamps(this::seen, "4f1c").unknownBecause())
        .isEqualTo("the runtime does not tell its CNI plugins");
  }
}
