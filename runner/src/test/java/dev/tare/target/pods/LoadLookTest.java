package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.observe.Sandbox;
import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Load;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadLookTest {
  private static final Sandbox SANDBOX = new Sandbox("p", "0123456789ab", List.of());
  private static final LoadStage UNDER = new LoadStage("under", 64, 8, 1);
  private static final Reading.Cgroup CGROUP =
      new Reading.Cgroup("p", 1, "/pods/p", 2, 100, Map.of("anon", 90L));

  private static ProcessMemory process(Component component, long anon, long shmem) {
    return new ProcessMemory(7, component, "x", "/pods/p", anon + shmem + 5, anon, 5, shmem, 0);
  }

  private static Reading tree(ProcessMemory... processes) {
    return new Reading.ProcessTree("p", 1, List.of(processes));
  }

  @Test
  void aStageIsReadFromItsEvent() {
    assertThat(LoadStage.parse("under 64 8 1")).contains(UNDER);
    assertThat(UNDER.stands()).isTrue();
    assertThat(LoadStage.parse("changing 0 0 0").map(LoadStage::stands)).contains(false);
    assertThat(LoadStage.parse("end 0 0 0").map(LoadStage::ended)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "under", "under 1 2", "under -1 2 3", "later 1 2 3", "under 1 2 3 4"})
  void whatIsNoStageIsPassedOver(String detail) {
    assertThat(LoadStage.parse(detail)).isEmpty();
  }

  @Test
  void theWorkloadsOwnProcessesAreToldApart() {
    List<Reading> readings =
        List.of(CGROUP, tree(process(Component.PAUSE, 3, 0), process(Component.WORKLOAD, 40, 2)));

    assertThat(LoadLook.of(List.of(SANDBOX), readings, Load.ALLOCATE, UNDER))
        .containsExactly(
            new Reading.UnderLoad(
                "p", "allocate", "under", 64, 8, 1, false, Optional.of(42L), List.of(CGROUP)));
  }

  @Test
  void underAVirtualMachineNobodySeesThem() {
    List<Reading> readings = List.of(CGROUP, tree(process(Component.VMM, 900, 0)));

    assertThat(LoadLook.of(List.of(SANDBOX), readings, Load.CACHE, UNDER))
        .containsExactly(
            new Reading.UnderLoad(
                "p", "cache", "under", 64, 8, 1, true, Optional.empty(), List.of(CGROUP)));
  }

  @Test
  void aBlindViewTakesThePlaceOfTheLook() {
    Reading blind = new Reading.Blind("cgroup", "the sandbox runs elsewhere");

    assertThat(
            LoadLook.of(
                List.of(SANDBOX),
                List.of(new Reading.Blind("node", "nobody"), CGROUP, blind),
                Load.IDLE,
                UNDER))
        .containsExactly(blind);
  }
}
