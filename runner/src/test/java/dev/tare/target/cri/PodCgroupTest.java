package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodCgroupTest {
  @TempDir Path root;

  @Test
  void givesThePodItsCpuLimitOnVersion1() throws IOException {
    Files.createDirectories(root.resolve("cpu/tare/pods"));

    new PodCgroup(root, "/tare/pods/p1").create(2, OptionalLong.of(64 << 20));

    assertThat(root.resolve("cpu/tare/pods/p1/cpu.cfs_quota_us")).hasContent("200000");
    assertThat(root.resolve("cpu/tare/pods/p1/cpu.cfs_period_us")).hasContent("100000");
  }

  /** Written after the kernel's documentation of cgroup v2. */
  @Test
  void givesThePodItsCpuLimitOnVersion2() throws IOException {
    Files.createFile(root.resolve("cgroup.controllers"));

    new PodCgroup(root, "/tare/pods/p1").create(1, OptionalLong.empty());

    assertThat(root.resolve("tare/pods/p1/cpu.max")).hasContent("100000 100000");
  }

  @Test
  void isInUseWhileAnyHierarchyHasAProcessInIt() throws IOException {
    Path pod = root.resolve("memory/tare/pods/p1");
    Path inner = Files.createDirectories(pod.resolve("container"));
    Files.createFile(pod.resolve("cgroup.procs"));
    Files.writeString(inner.resolve("cgroup.procs"), "17\n");
    PodCgroup cgroup = new PodCgroup(root, "/tare/pods/p1");

    assertThat(cgroup.inUse()).isTrue();

    Files.writeString(inner.resolve("cgroup.procs"), "");
    assertThat(cgroup.inUse()).isFalse();
  }

  @Test
  void leavesTheChoiceToTheRuntimeWhenItHasNoPath() throws IOException {
    PodCgroup cgroup = new PodCgroup(root, "");

    cgroup.create(1, OptionalLong.empty());

    assertThat(cgroup.inUse()).isFalse();
    assertThat(cgroup.remove()).isTrue();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void holdsWhatIsBelowItAndNotWhatOnlyBeginsLikeIt() {
    PodCgroup cgroup = new PodCgroup(root, "/tare/pods/p1");

    assertThat(cgroup.holds("/tare/pods/p1")).isTrue();
    assertThat(cgroup.holds("/tare/pods/p1/kata_x")).isTrue();
    assertThat(cgroup.holds("/tare/pods/p12")).isFalse();
    assertThat(new PodCgroup(root, "").holds("/anything")).isFalse();
  }
}
