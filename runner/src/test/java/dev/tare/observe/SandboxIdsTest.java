package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIdsTest {
  private static final String UID = "0123abcd-89ab-4cde-8f01-23456789abcd";
  private static final String SANDBOX = "a".repeat(64);
  private static final String CONTAINER = "b".repeat(64);

  @TempDir Path root;

  private Optional<String> find(FakeNode node, String uid, String... containers) {
    return new SandboxIds(node.path("proc"), node.path("cgroup")).of(uid, List.of(containers));
  }

  @Test
  void runcsSandboxIsTheChildThatIsNoContainer() {
    FakeNode node = FakeNode.captured(root, "runc-two-containers");

    assertThat(
            find(
                node,
                "-runc",
                "29c89728e8247eae3e651fa430dbf53d42b0e9b1df5cb999befd68866eb5777d",
                "867e379838617f60a3b22619b568a79ef136179f6de1607d9185eb3870aa95bb"))
        .contains("60a1e418288bf3b2228a7164f3c688f65297f082711bd09b36901b45d24f5071");
  }

  @Test
  void gvisorsIsNamedByItsSentryBecauseThereAreNoChildren() {
    FakeNode node = FakeNode.captured(root, "gvisor-systrap-two-containers");

    // Even when the containers are not known yet: the sentry names the sandbox only.
    assertThat(find(node, "-runsc"))
        .contains("2d47aafe47f5dab8495553d87f462990aff7c108c49739bb85732ab1aa222796");
  }

  @Test
  void systemdsSlicesAndScopesAreFound() {
    FakeNode node = new FakeNode(root, 2);
    String slice =
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
            + UID.replace('-', '_')
            + ".slice";
    node.cgroup(slice + "/cri-containerd-" + SANDBOX + ".scope", 1, "anon 1\n")
        .cgroup(slice + "/cri-containerd-" + CONTAINER + ".scope", 1, "anon 1\n");

    assertThat(find(node, UID, CONTAINER)).contains(SANDBOX);
  }

  @Test
  void whatCannotBeToldApartIsNotGuessed() {
    FakeNode node = new FakeNode(root, 2);
    node.cgroup("/kubepods/pod" + UID + "/" + SANDBOX, 1, "anon 1\n")
        .cgroup("/kubepods/pod" + UID + "/" + CONTAINER, 1, "anon 1\n");

    assertThat(find(node, UID)).isEmpty();
    assertThat(find(node, UID.replace('0', '1'))).isEmpty();
  }

  @Test
  void whatIsLeftIsCountedByCgroupAndById() {
    FakeNode node = new FakeNode(root, 2);
    node.cgroup("/kubepods/burstable/pod" + UID + "/" + SANDBOX, 1, "anon 1\n")
        .process(10, 1, "/system.slice/containerd.service", 5, "shim", "-id", SANDBOX)
        .process(11, 1, "/kubepods/burstable/pod" + UID + "/" + SANDBOX, 5, "pause")
        .process(12, 1, "/kubepods/burstable/podother", 5, "other");

    PodRemains left =
        PodRemains.read(node.path("proc"), node.path("cgroup"), UID, List.of(SANDBOX));

    assertThat(left).isEqualTo(new PodRemains(2, 1));
    assertThat(
            PodRemains.read(
                    node.path("proc"),
                    node.path("cgroup"),
                    UID.replace('0', '1'),
                    List.of(CONTAINER, ""))
                .none())
        .isTrue();
  }
}
