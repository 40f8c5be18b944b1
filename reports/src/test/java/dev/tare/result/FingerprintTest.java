package dev.tare.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Fact CPU = Fact.known("cpu.model", "EPYC", true);
  private static final Fact THP = Fact.known("memory.thp", "madvise", true);

  @Test
  void isTheSha256OfTheCanonicalText() {
    // printf 'cpu.model=EPYC\nmemory.thp=madvise\n' | sha256sum
    assertThat(of(CPU, THP))
        .isEqualTo("d8f129b000aa51f8400563840e83f8f042029f316fc2d464400becb9529ffcab");
  }

  @Test
  void doesNotDependOnTheOrderOfFactsOrOnWhatNeedNotAgree() {
    assertThat(of(THP, Fact.known("host.name", "a", false), CPU)).isEqualTo(of(CPU, THP));
  }

  @Test
  void changesWithAComparableValue() {
    assertThat(of(CPU, Fact.known("memory.thp", "always", true))).isNotEqualTo(of(CPU, THP));
  }

  @Test
  void tellsUnknownFromEmptyAndFromAbsentButNotOneReasonFromAnother() {
    String unknown = of(CPU, Fact.unknown("memory.thp", "not there", true));
    assertThat(unknown)
        .isEqualTo(of(CPU, Fact.unknown("memory.thp", "denied", true)))
        .isNotEqualTo(of(CPU, Fact.known("memory.thp", "", true)))
        .isNotEqualTo(of(CPU));
  }

  @Test
  void noValueCanPassForAnotherFact() {
    assertThat(of(Fact.known("cpu.model", "EPYC\nmemory.thp=madvise", true)))
        .isNotEqualTo(of(CPU, THP));
  }

  @Test
  void equalNodesAreOneClassWhateverTheirNamesAndNumber() {
    assertThat(of(THP, CPU.on("a"), CPU.on("b")))
        .isEqualTo(of(CPU, THP))
        .isEqualTo(of(THP, CPU.on("c")));
  }

  @Test
  void nodesThatDifferAreOtherThanEitherAndTheirOrderSaysNothing() {
    Fact other = Fact.known("cpu.model", "Xeon", true);
    String both = of(THP, CPU.on("a"), other.on("b"));
    assertThat(both)
        .isEqualTo(of(THP, other.on("a"), CPU.on("b")))
        .isNotEqualTo(of(THP, CPU))
        .isNotEqualTo(of(THP, other));
  }

  @Test
  void whichNodeHasWhichValueMatters() {
    Fact old = Fact.known("kernel.release", "6.1", true);
    Fact young = Fact.known("kernel.release", "6.8", true);
    Fact other = Fact.known("cpu.model", "Xeon", true);
    assertThat(of(CPU.on("a"), old.on("a"), other.on("b"), young.on("b")))
        .isNotEqualTo(of(CPU.on("a"), young.on("a"), other.on("b"), old.on("b")));
  }

  private static String of(Fact... facts) {
    return Fingerprint.of(new Environment(List.of(facts)));
  }
}
