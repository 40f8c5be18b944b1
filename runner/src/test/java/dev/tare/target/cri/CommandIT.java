package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.scenario.OwnImage;
import dev.tare.scenario.Program;
import dev.tare.target.CommandContract;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.pods.PodImages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other people's programs on the embedded node. */
class CommandIT extends CommandContract {
  private static final String RUN = "20261124t000000z-command-c0d0";

  private static RealNode node;
  private static String tools;
  private CriTarget target;

  @BeforeAll
  static void bringUp() throws Exception {
    node = RealNode.require();
    tools = node.tools();
  }

  @BeforeEach
  void open() {
    target = node.open(RUN, new PodImages(node.image(), Map.of("tools", tools)));
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Override
  protected Target target() {
    return target;
  }

  @Override
  protected boolean podsAreLeft() throws Exception {
    return node.hasPodsOf(RUN);
  }

  @Test
  void anImageThatCannotBePulledIsNamedWithItsNodeAndTheRemedy() {
    Program program = new Program("127.0.0.1:9/no/such:1", List.of());
    try (CriNode open = node.connect()) {
      assertThatThrownBy(
              () ->
                  ProgramImages.provide(
                      open, program, new PodImages(node.image(), Map.of("tools", tools))))
          .isInstanceOf(TargetException.class)
          .hasMessageStartingWith(
              "the node " + node.address() + " has no image 127.0.0.1:9/no/such:1, and cannot pull")
          .satisfies(
              e -> assertThat(e.getMessage()).contains("connection refused", "ctr -n k8s.io"));
    }
  }

  @Test
  void toolsThatWereNotLoadedAreAskedFor() {
    Program program = new Program(OwnImage.TOOLS, List.of());
    PodImages none = new PodImages(node.image(), Map.of("tools", "localhost/tare/tools:none"));
    try (CriNode open = node.connect()) {
      assertThatThrownBy(() -> ProgramImages.provide(open, program, none))
          .hasMessageContaining("has no image localhost/tare/tools:none")
          .hasMessageContaining("tare payload load");
    }
  }
}
