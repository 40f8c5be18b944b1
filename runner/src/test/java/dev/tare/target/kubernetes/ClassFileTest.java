package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.FakeApiServer.Answer;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFileTest {
  private static final String CLASSES = "/apis/node.k8s.io/v1/runtimeclasses";
  private static final String KATA =
      """
      apiVersion: node.k8s.io/v1
      kind: RuntimeClass
      metadata: {name: kata}
      handler: kata-qemu
      overhead: {podFixed: {memory: 160Mi}}
      scheduling: {nodeSelector: {kata: "true"}}
      """;

  @TempDir Path folder;

  @Test
  void aMissingClassIsCreatedAndOneThatDiffersIsLeft() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("classes.yaml"),
            KATA + "---\n" + KATA.replace("{name: kata}", "{name: gvisor}"));
    RuntimeClass there =
        Serialization.unmarshal(
            KATA.replace("{name: kata}", "{name: gvisor}").replace("160Mi", "10Mi"),
            RuntimeClass.class);
    try (FakeApiServer server =
            new FakeApiServer()
                .on("GET " + CLASSES + "/gvisor", there)
                .on("POST " + CLASSES, request -> new Answer(201, request.body()));
        Cluster cluster = server.open(folder)) {
      assertThat(new ClassFile(cluster, file).apply(false))
          .containsExactly(
              new ClassFile.Outcome("kata", true, ""),
              new ClassFile.Outcome(
                  "gvisor", false, "overhead memory=10Mi, in the file memory=160Mi"));
      assertThat(server.requests()).extracting(FakeApiServer.Request::method).doesNotContain("PUT");
      assertThat(server.requests("POST " + CLASSES)).hasSize(1);
      new ClassFile(cluster, file).apply(true);
      assertThat(server.requests("POST " + CLASSES).getLast().query()).contains("dryRun=All");
    }
  }

  @Test
  void aFileWithoutAClassIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "apiVersion: v1\nkind: Pod\n");
    try (FakeApiServer server = new FakeApiServer();
        Cluster cluster = server.open(folder)) {
      assertThatThrownBy(() -> new ClassFile(cluster, file))
          .isInstanceOf(TargetException.class)
          .hasMessageStartingWith("there is no RuntimeClass in " + file);
    }
  }

  @Test
  void aClassIsListedWithTheNodesThatHaveItsLabels() {
    RuntimeClass kata = Serialization.unmarshal(KATA, RuntimeClass.class);
    var with = new NodeBuilder().withNewMetadata().addToLabels("kata", "true").endMetadata();
    var without = new NodeBuilder().withNewMetadata().endMetadata();
    assertThat(ClassList.entries(List.of(kata), List.of(with.build(), without.build())))
        .containsExactly(
            new ClassList.Entry(
                "kata", "kata-qemu", Map.of("memory", "160Mi"), Map.of("kata", "true"), 1, false));
  }
}
