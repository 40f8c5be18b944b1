package dev.tare.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixTest {

  private static List<Case> cases(String matrix) {
    return ScenarioLoader.parse("test.yaml", Texts.with("matrix: " + matrix)).cases();
  }

  @Test
  void aPathOfThePodVariesEveryWorkload() {
    List<Case> cases = cases("{pod.resources.memory: [256Mi, 1Gi]}");

    assertThat(cases)
        .extracting(Case::name)
        .containsExactly(
            "serial[memory=256Mi]",
            "serial[memory=1Gi]",
            "burst[memory=256Mi]",
            "burst[memory=1Gi]",
            "idle[memory=256Mi]",
            "idle[memory=1Gi]");
    assertThat(cases.get(1).pod().memory()).isEqualTo(1L << 30);
    assertThat(cases.get(0).pod().memory()).isEqualTo(256L << 20);
  }

  @Test
  void aPathOfAWorkloadVariesThatOneAlone() {
    List<Case> cases = cases("{workloads.burst.startup.arrival.burst: [10, 30]}");

    assertThat(cases)
        .extracting(Case::name)
        .containsExactly("serial", "burst[burst=10]", "burst[burst=30]", "idle");
    assertThat(cases.get(2).workload().pods()).isEqualTo(30);
  }

  @Test
  void severalPathsAreCombined() {
    List<Case> cases =
        cases("{pod.resources.cpu: [1, 2], workloads.idle.memory.settle: [1s, 3s, 5s]}");

    assertThat(cases)
        .extracting(Case::name)
        .hasSize(2 + 2 + 6)
        .contains("serial[cpu=2]", "idle[cpu=1,settle=3s]", "idle[cpu=2,settle=5s]");
  }

  @Test
  void theRequestFollowsALimitThatVaries() {
    assertThat(cases("{pod.resources.cpu: [1, 2]}"))
        .extracting(c -> c.pod().cpuRequest())
        .containsExactly(1000, 2000, 1000, 2000, 1000, 2000);
  }

  @Test
  void aPathThatMatchesNothingIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> cases("{workloads.idel.memory.settle: [1s]}"))
        .hasMessage(
            "test.yaml:7:10: matrix.workloads.idel.memory.settle: nothing to vary at this path; "
                + "did you mean \"workloads.idle.memory.settle\"?");
  }

  @Test
  void aValueThatDoesNotFitItsPathIsReportedWhereItStands() {
    assertThatThrownBy(() -> cases("{pod.resources.memory: [1Gi, 2]}"))
        .hasMessage(
            "test.yaml:7:38: pod.resources.memory: "
                + "expected memory from 4Mi to 1024Gi, such as 256Mi, found the number 2");
  }

  @Test
  void anArrivalOfAnotherKindIsNothingToVary() {
    assertThatThrownBy(() -> cases("{workloads.burst.startup.arrival.serial: [10]}"))
        .hasMessageContaining("nothing to vary at this path");
  }

  @Test
  void tooManyCombinationsAreRefusedBeforeTheyAreMade() {
    String many = IntStream.rangeClosed(1, 32).boxed().toList().toString();
    String seconds = IntStream.rangeClosed(1, 32).mapToObj(i -> i + "s").toList().toString();

    assertThatThrownBy(
            () ->
                cases(
                    "{pod.resources.cpu: %s, workloads.idle.memory.settle: %s}"
                        .formatted(many, seconds)))
        .hasMessageContaining("more than 256 variants of workloads; give fewer values");
  }
}
