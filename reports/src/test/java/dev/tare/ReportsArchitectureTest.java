package dev.tare;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point one way: what was observed, what it means, how it looks. */
class ReportsArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tare");

  @ParameterizedTest
  @CsvSource({
    "stats, ''",
    "result, scenario plan",
    "compare, result stats scenario plan",
    "chart, compare result stats scenario",
    "report, chart compare result stats scenario"
  })
  void aPackageKnowsOfOursOnlyWhatLiesBelowIt(String name, String below) {
    String[] ours =
        Stream.concat(Stream.of(name), Stream.of(below.split(" ")).filter(part -> !part.isEmpty()))
            .map(part -> "dev.tare." + part + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("dev.tare." + name + "..")
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackage("dev.tare..").or(resideInAnyPackage(ours)))
        .allowEmptyShould(name.equals("report"))
        .check(CLASSES);
  }
}
