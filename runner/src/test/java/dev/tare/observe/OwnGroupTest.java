package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on cgroup v2 as a container sees it, written after cgroup_namespaces(7). */
class OwnGroupTest {
  private static final String SANDBOX = "a".repeat(64);
  private static final String CONTAINER = "b".repeat(64);
  private static final String POD = "/kubepods/pod0123abcd-89ab-4cde-8f01-23456789abcd";
  private static final String OWN = "/kubepods/burstable/podcafe/observer";
  private static final String SEEN = "/../../..";

  @TempDir Path root;
  private FakeNode node;

  @BeforeEach
  void aNodeSeenFromAContainer() {
    long own = ProcessHandle.current().pid();
    node =
        new FakeNode(root, 2)
            .process(1, 0, SEEN + "/../init.scope", 1, "init")
            .process(10, 1, SEEN + "/../system.slice/containerd", 7, "containerd-shim", SANDBOX)
            .process(11, 10, SEEN + "/.." + POD + "/" + SANDBOX, 1, "pause")
            .process(12, 10, SEEN + "/.." + POD + "/" + CONTAINER, 5, "workload")
            .process((int) own, 1, "/", 3, "java")
            .cgroup(POD, 6000, "anon 5000\n")
            .cgroup(POD + "/" + SANDBOX, 1000, "anon 1000\n")
            .cgroup(POD + "/" + CONTAINER, 5000, "anon 4000\n")
            .cgroup(OWN, 1, "anon 1\n")
            .write("cgroup" + OWN + "/cgroup.procs", "7\n" + own + "\n");
  }

  @Test
  void itIsFoundByItsProcessInTheHierarchy() {
    OwnGroup own = OwnGroup.find(node.path("cgroup"), ProcessHandle.current().pid());

    assertThat(own.path()).isEqualTo(OWN);
    assertThat(own.toRoot(SEEN + "/.." + POD)).isEqualTo(POD);
    assertThat(own.toRoot("/")).isEqualTo(OWN);
  }

  @Test
  void aSandboxIsReadAsFromTheNodeItself() {
    try (LocalObserver observer = new LocalObserver(node.path("proc"), node.path("cgroup"))) {
      List<Reading> readings =
          observer.memory(List.of(new Sandbox("p", SANDBOX, List.of(CONTAINER))));

      assertThat(readings).noneMatch(Reading.Blind.class::isInstance);
      assertThat(readings)
          .filteredOn(Reading.Cgroup.class::isInstance)
          .extracting(reading -> ((Reading.Cgroup) reading).path())
          .containsExactly(POD);
      assertThat(readings)
          .filteredOn(Reading.ProcessTree.class::isInstance)
          .flatExtracting(reading -> ((Reading.ProcessTree) reading).processes())
          .hasSize(3)
          .extracting(ProcessMemory::cgroup)
          .contains(POD + "/" + CONTAINER, "/system.slice/containerd");
    }
  }
}
