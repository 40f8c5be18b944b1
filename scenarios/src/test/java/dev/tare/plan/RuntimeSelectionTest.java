package dev.tare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.SandboxKind;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuntimeSelectionTest {

  private static final RuntimeSpec GVISOR =
      new RuntimeSpec(
          "gvisor",
          "gvisor",
          Optional.empty(),
          Map.of("from", "offer"),
          new Expectation(Optional.of(SandboxKind.USERSPACE_KERNEL), Optional.empty()));

  private static final List<RuntimeSpec> OFFERED =
      List.of(RuntimeSpec.named("runc"), GVISOR, RuntimeSpec.named("kata-qemu"));

  private static Scenario scenario(String part) {
    return ScenarioLoader.parse(
        "test.yaml",
        "scenario: test\nquestion: What?\nworkloads: {idle: {memory: {levels: [1]}}}\n" + part);
  }

  private static RuntimeSelection resolve(String part, String... only) {
    return RuntimeSelection.resolve(scenario(part), OFFERED, Set.of(), List.of(only));
  }

  @Test
  void aStarIsAllThatIsOffered() {
    assertThat(resolve("runtimes: [\"*\"]")).isEqualTo(new RuntimeSelection(OFFERED, List.of()));
  }

  @Test
  void aStarLeavesVariantsOutWhichPatternsAndNamesFind() {
    List<RuntimeSpec> offered = named("runc", "gvisor", "gvisor-hostnet");

    assertThat(taken("", offered)).containsExactly("runc", "gvisor");
    assertThat(taken("", offered, "runc", "gvisor-hostnet"))
        .containsExactly("runc", "gvisor-hostnet");
    assertThat(taken("runtimes: [\"gvisor*\"]", offered))
        .containsExactly("gvisor", "gvisor-hostnet");
    assertThat(taken("runtimes: [gvisor-hostnet, runc]", offered))
        .containsExactly("gvisor-hostnet", "runc");
    assertThat(taken("", offered, "runc", "gvisor*"))
        .containsExactly("runc", "gvisor", "gvisor-hostnet");
  }

  private static List<String> taken(String part, List<RuntimeSpec> offered, String... only) {
    RuntimeSelection selection =
        RuntimeSelection.resolve(scenario(part), offered, Set.of("gvisor-hostnet"), List.of(only));
    assertThat(selection.problems()).isEmpty();
    return selection.runtimes().stream().map(RuntimeSpec::name).toList();
  }

  @Test
  void aPatternOnTheCommandLineThatStandsForNothingIsAProblem() {
    assertThat(resolve("", "runc", "crun*").problems())
        .containsExactly(
            "no runtime of the target is like \"crun*\"; it has runc, gvisor, kata-qemu");
  }

  @Test
  void aNameTakesWhatItDoesNotSayFromTheOffer() {
    assertThat(resolve("runtimes: [gvisor, runc]").runtimes())
        .containsExactly(GVISOR, RuntimeSpec.named("runc"));
  }

  @Test
  void aSecondConfigurationOfAHandlerIsARuntimeOfItsOwn() {
    RuntimeSelection selection =
        resolve("runtimes: [gvisor, {name: gvisor-2, handler: gvisor, annotations: {own: one}}]");

    assertThat(selection.problems()).isEmpty();
    assertThat(selection.runtimes().getLast())
        .isEqualTo(
            new RuntimeSpec(
                "gvisor-2",
                "gvisor",
                Optional.empty(),
                Map.of("from", "offer", "own", "one"),
                GVISOR.expect()));
  }

  @Test
  void aRuntimeThatIsNotOfferedIsAnsweredWithTheNearestAndWithWhatThereIs() {
    assertThat(resolve("runtimes: [runc, gvizor]").problems())
        .containsExactly(
            "the runtime \"gvizor\" is not offered by the target, which has runc, gvisor,"
                + " kata-qemu; did you mean \"gvisor\"?");
    assertThat(resolve("runtimes: [{name: a, handler: firecracker}]").problems())
        .containsExactly(
            "the handler \"firecracker\" of the runtime \"a\" is not offered by the target, which"
                + " has runc, gvisor, kata-qemu");
  }

  @Test
  void aSocketOfItsOwnAndTheDefaultNeedNoOffer() {
    RuntimeSelection selection =
        resolve("runtimes: [default, {name: new, handler: x, cri: \"unix:///new.sock\"}]");

    assertThat(selection.problems()).isEmpty();
    assertThat(selection.runtimes()).extracting(RuntimeSpec::handler).containsExactly("", "x");
  }

  @Test
  void runtimesOfSeveralSocketsAreFoundByTheirNames() {
    List<RuntimeSpec> sockets =
        List.of(
            new RuntimeSpec(
                "runc-old", "runc", Optional.of("unix:///old"), Map.of(), Expectation.none()),
            new RuntimeSpec(
                "runc-new", "runc", Optional.of("unix:///new"), Map.of(), Expectation.none()));

    assertThat(
            RuntimeSelection.resolve(
                scenario("runtimes: [runc-new]"), sockets, Set.of(), List.of()))
        .isEqualTo(new RuntimeSelection(List.of(sockets.getLast()), List.of()));
  }

  @Test
  void theCommandLineKeepsSomeInItsOwnOrder() {
    assertThat(resolve("runtimes: [\"*\"]", "kata-qemu", "runc").runtimes())
        .extracting(RuntimeSpec::name)
        .containsExactly("kata-qemu", "runc");
    assertThat(resolve("runtimes: [runc, gvisor]", "kata-qemu").runtimes())
        .extracting(RuntimeSpec::name)
        .containsExactly("kata-qemu");
  }

  @Test
  void theCommandLineKeepsWhatTheScenarioSaysOfARuntime() {
    assertThat(
            resolve("runtimes: [{name: k, handler: kata-qemu, annotations: {a: b}}]", "k")
                .runtimes())
        .extracting(RuntimeSpec::annotations)
        .containsExactly(Map.of("a", "b"));
  }

  @Test
  void aControlThatWasNotKeptIsAProblem() {
    assertThat(
            resolve("runtimes: [\"*\"]\ndesign: {control: runc}", "gvisor", "kata-qemu").problems())
        .containsExactly(
            "the control \"runc\" is not among the runtimes gvisor, kata-qemu; add it to those of"
                + " --runtimes, or change design.control");
  }

  @Test
  void aRuntimeChosenTwiceAndNoRuntimeAtAllAreProblems() {
    assertThat(resolve("", "runc", "runc").problems())
        .containsExactly("the runtime \"runc\" is chosen twice");
    assertThat(RuntimeSelection.resolve(scenario(""), List.of(), Set.of(), List.of()).problems())
        .containsExactly("the target offers no runtime");
  }

  @Test
  void aPatternIsEveryRuntimeLikeItAndASecondNameIsEachOnceMore() {
    String part =
        "runtimes: [\"runc*\", \"kata-*\", {name: kata-*-equalised, handler: kata-*, annotations:"
            + " {a: b}}]";

    RuntimeSelection selection =
        RuntimeSelection.resolve(
            scenario(part),
            named("gvisor", "kata-clh", "runc", "kata-fc", "runc-devmapper"),
            Set.of(),
            List.of());

    assertThat(selection.problems()).isEmpty();
    assertThat(selection.runtimes())
        .extracting(RuntimeSpec::name, RuntimeSpec::handler, RuntimeSpec::annotations)
        .containsExactly(
            tuple("runc", "runc", Map.of()),
            tuple("runc-devmapper", "runc-devmapper", Map.of()),
            tuple("kata-clh", "kata-clh", Map.of()),
            tuple("kata-fc", "kata-fc", Map.of()),
            tuple("kata-clh-equalised", "kata-clh", Map.of("a", "b")),
            tuple("kata-fc-equalised", "kata-fc", Map.of("a", "b")));
  }

  @Test
  void aClassThatAlreadyHasTheSecondNameIsTakenAsItIsAndNotOnceMore() {
    String part =
        "runtimes: [\"kata-*\", {name: kata-*-equalised, handler: kata-*, annotations: {a: b}}]";

    assertThat(
            RuntimeSelection.resolve(
                    scenario(part),
                    named("kata-dragonball", "kata-dragonball-equalised"),
                    Set.of(),
                    List.of())
                .runtimes())
        .extracting(RuntimeSpec::name, RuntimeSpec::handler, RuntimeSpec::annotations)
        .containsExactly(
            tuple("kata-dragonball", "kata-dragonball", Map.of()),
            tuple("kata-dragonball-equalised", "kata-dragonball-equalised", Map.of()));
  }

  @Test
  void aRuntimeThatIsNamedKeepsWhatTheScenarioSaysOfItBesideAPattern() {
    assertThat(
            resolve("runtimes: [\"kata-*\", {name: kata-qemu, annotations: {a: b}}, runc]")
                .runtimes())
        .extracting(RuntimeSpec::name, RuntimeSpec::annotations)
        .containsExactly(tuple("kata-qemu", Map.of("a", "b")), tuple("runc", Map.of()));
  }

  @Test
  void aPatternThatStandsForNothingIsAProblemUnlessTheCommandLineChooses() {
    assertThat(resolve("runtimes: [runc, \"crun*\"]").problems())
        .containsExactly(
            "no runtime of the target is like \"crun*\"; it has runc, gvisor, kata-qemu");
    assertThat(resolve("runtimes: [runc, \"crun*\"]", "runc").problems()).isEmpty();
  }

  @Test
  void theCommandLineChoosesAmongThePatternsRuntimes() {
    assertThat(
            resolve(
                    "runtimes: [{name: kata-*-equalised, handler: kata-*, annotations: {a: b}}]",
                    "kata-qemu-equalised")
                .runtimes())
        .extracting(RuntimeSpec::name, RuntimeSpec::annotations)
        .containsExactly(tuple("kata-qemu-equalised", Map.of("a", "b")));
  }

  @Test
  void aControlMayBeOneOfAPatternsRuntimes() {
    assertThat(resolve("runtimes: [\"runc*\", gvisor]\ndesign: {control: runc}").problems())
        .isEmpty();
  }

  private static List<RuntimeSpec> named(String... names) {
    return Stream.of(names).map(RuntimeSpec::named).toList();
  }
}
