package dev.tare.observe;

import static dev.tare.observe.FakeNode.KIB;
import static dev.tare.observe.FakeNode.components;
import static dev.tare.observe.FakeNode.tree;
import static dev.tare.observe.FakeNode.views;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes that really ran; the sums were added up by hand from their smaps_rollup files. */
class CapturedTreesTest {
  private static final Sandbox RUNC =
      new Sandbox(
          "runc",
          "60a1e418288bf3b2228a7164f3c688f65297f082711bd09b36901b45d24f5071",
          List.of(
              "29c89728e8247eae3e651fa430dbf53d42b0e9b1df5cb999befd68866eb5777d",
              "867e379838617f60a3b22619b568a79ef136179f6de1607d9185eb3870aa95bb"));
  private static final Sandbox GVISOR =
      new Sandbox(
          "gvisor",
          "2d47aafe47f5dab8495553d87f462990aff7c108c49739bb85732ab1aa222796",
          List.of(
              "6be6c3212cd45500bffb596c3b20f7c43a1cb96149c1a173efcbb79074a21182",
              "3d6e2b3c50a166d2304023a81746cd5ff82ec3cca4dbf8b502dd163d2a256a77"));
  private static final Sandbox FIRST =
      new Sandbox(
          "first",
          "689df8e80a4595dd5b9c4e0267531fb5a4d3ce0bdb06a58c8dc43e019d1f3b3c",
          List.of("58f5aa409c2a10927f20c85b903495e4dd2efee0123a32a11c98cf2ae70edc66"));
  private static final Sandbox SECOND =
      new Sandbox(
          "second",
          "fc7515e83dcf0032e5ae485f228a7a43141fa70b300579a44fd694c0d1e85d74",
          List.of(""));

  @TempDir Path temp;

  @Test
  void runcHasOneShimForThePodAPauseAndTheWorkloads() {
    List<Reading> readings = FakeNode.captured(temp, "runc-two-containers").memory(RUNC);

    Reading.ProcessTree tree = tree(readings, "runc");
    assertThat(components(tree))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(28424),
                Component.PAUSE, List.of(28446),
                Component.WORKLOAD, List.of(28494, 28542)));
    assertSums(tree, 14412, 3336, 11076, 0);
    assertThat(tree.processes().getFirst().cgroup()).isEqualTo("/system.slice/containerd.service");
  }

  @Test
  void theCgroupsWithTheIdsStandForAPodWhoseOwnWasNotCaptured() {
    List<Reading> readings = FakeNode.captured(temp, "runc-two-containers").memory(RUNC);

    assertThat(views(readings, Reading.Cgroup.class))
        .extracting(Reading.Cgroup::current)
        .containsExactlyInAnyOrder(524288L, 450560L, 442368L);
    assertThat(views(readings, Reading.Cgroup.class))
        .allMatch(
            cgroup -> cgroup.version() == 1 && cgroup.path().startsWith("/kubepods/pod-runc/"));
  }

  @Test
  void gvisorHasAShimAndAWaitingRunscPerContainer() {
    List<Reading> readings =
        FakeNode.captured(temp, "gvisor-systrap-two-containers").memory(GVISOR);

    Reading.ProcessTree tree = tree(readings, "gvisor");
    assertThat(components(tree))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(30853, 30952, 31036),
                Component.RUNSC_WAIT, List.of(30914, 30998, 31080),
                Component.SENTRY, List.of(30873),
                Component.STUB,
                    List.of(30897, 30907, 30908, 30994, 30995, 30996, 30997, 31078, 31079),
                Component.GOFER, List.of(30869, 30972, 31057)));
    assertSums(tree, 99360, 47474, 51068, 818);
    assertThat(kib(tree, Component.SHIM)).isEqualTo(11921 + 12229 + 11895);
    assertThat(kib(tree, Component.RUNSC_WAIT)).isEqualTo(5668 + 6060 + 5944);
    assertThat(kib(tree, Component.STUB))
        .isEqualTo(7 + 509 + 509 + 31 + 31 + 543 + 543 + 545 + 545);
  }

  @Test
  void gvisorsPodCgroupIsFoundThroughItsSentryAndKeptWhole() {
    List<Reading> readings =
        FakeNode.captured(temp, "gvisor-systrap-two-containers").memory(GVISOR);

    Reading.Cgroup cgroup = views(readings, Reading.Cgroup.class).getFirst();
    assertThat(cgroup.path()).isEqualTo("/kubepods/pod-runsc");
    assertThat(cgroup.current()).isEqualTo(28049408);
    assertThat(cgroup.stat()).containsEntry("total_inactive_file", 651264L).hasSizeGreaterThan(30);
  }

  @Test
  void kataHasAShimAndAHypervisorThoughBothAreChildrenOfInit() {
    Sandbox sandbox =
        new Sandbox(
            "kata", "f0345f5cc7e645a35e3b52c93bbd599821597d06eb7ac660218aa3964b9e1eea", List.of());

    List<Reading> readings = FakeNode.captured(temp, "kata-qemu-q35-9p").memory(sandbox);

    Reading.ProcessTree tree = tree(readings, "kata");
    assertThat(components(tree))
        .isEqualTo(Map.of(Component.SHIM, List.of(29220), Component.VMM, List.of(29233)));
    assertSums(tree, 318090, 271112, 46978, 0);
    assertThat(views(readings, Reading.Cgroup.class).getFirst().current()).isEqualTo(273092608);
  }

  @Test
  void aHypervisorOutsideThePodsCgroupIsFoundByItsCommandLine() {
    Sandbox sandbox =
        new Sandbox(
            "kata", "f8914edd8a8a8e17f4010e7a1349a315c9a22efbdefd13edcc401c653a681178", List.of());

    List<Reading> readings =
        FakeNode.captured(temp, "kata-qemu-q35-9p-overhead-outside-pod").memory(sandbox);

    Reading.ProcessTree tree = tree(readings, "kata");
    assertThat(components(tree))
        .isEqualTo(Map.of(Component.SHIM, List.of(29964), Component.VMM, List.of(29977)));
    assertSums(tree, 309730, 262748, 46982, 0);
    assertThat(views(readings, Reading.Cgroup.class)).isEmpty();
    // The captured shim's metrics socket is not among the files.
    assertThat(views(readings, Reading.Blind.class))
        .extracting(Reading.Blind::view)
        .containsExactly("cgroup", "guest");
  }

  @Test
  void virtiofsdIsCountedParentAndChild() {
    Sandbox sandbox =
        new Sandbox(
            "kata", "5c13bae685667f6c495153ba52fc8414d76f5cb761fd3fcf1b8d6490018aa0b7", List.of());

    Reading.ProcessTree tree =
        tree(FakeNode.captured(temp, "kata-qemu-q35-virtiofs").memory(sandbox), "kata");

    assertThat(components(tree))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(29569),
                Component.VMM, List.of(29584),
                Component.VIRTIOFSD, List.of(29578, 29586)));
    assertSums(tree, 318368, 112616, 47912, 157840);
  }

  @Test
  void nothingOfOneSandboxIsCountedForAnother() {
    List<Reading> readings =
        FakeNode.captured(temp, "kata-two-sandboxes-at-once").memory(FIRST, SECOND);

    Reading.ProcessTree first = tree(readings, "first");
    Reading.ProcessTree second = tree(readings, "second");
    assertThat(components(first))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(30347),
                Component.VMM, List.of(30380),
                Component.VIRTIOFSD, List.of(30367, 30383)));
    assertThat(components(second))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(30355),
                Component.VMM, List.of(30379),
                Component.VIRTIOFSD, List.of(30370, 30384)));
    assertSums(first, 15094 + 758 + 267355 + 2753, 108048, 24348, 153564);
    assertSums(second, 14916 + 860 + 269196 + 1764, 109916, 24492, 152328);
    assertThat(first.level()).isEqualTo(2);
    assertThat(views(readings, Reading.Cgroup.class))
        .extracting(Reading.Cgroup::pod, Reading.Cgroup::current)
        .containsExactly(tuple("first", 264310784L), tuple("second", 264904704L));
  }

  @Test
  void onlyTheSandboxThatWasAskedForIsRead() {
    List<Reading> readings = FakeNode.captured(temp, "kata-two-sandboxes-at-once").memory(SECOND);

    assertThat(views(readings, Reading.ProcessTree.class))
        .singleElement()
        .satisfies(tree -> assertThat(tree.processes()).hasSize(4));
  }

  private static void assertSums(
      Reading.ProcessTree tree, long pss, long anon, long file, long shmem) {
    assertThat(sum(tree, ProcessMemory::pss)).as("pss").isEqualTo(pss * KIB);
    assertThat(sum(tree, ProcessMemory::anon)).as("anon").isEqualTo(anon * KIB);
    assertThat(sum(tree, ProcessMemory::file)).as("file").isEqualTo(file * KIB);
    assertThat(sum(tree, ProcessMemory::shmem)).as("shmem").isEqualTo(shmem * KIB);
    assertThat(sum(tree, ProcessMemory::hugetlb)).as("hugetlb").isZero();
  }

  private static long sum(Reading.ProcessTree tree, ToLongFunction<ProcessMemory> part) {
    return tree.processes().stream().mapToLong(part).sum();
  }

  private static long kib(Reading.ProcessTree tree, Component component) {
    return tree.processes().stream()
            .filter(process -> process.component() == component)
            .mapToLong(ProcessMemory::pss)
            .sum()
        / KIB;
  }
}
