package dev.tare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: {@code scenario.yaml <- scenario <- plan}. */
class ScenariosArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tare");

  @Test
  void scenariosKnowNothingOfPlans() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.tare.scenario..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tare.plan.."));
  }

  @Test
  void strictYamlKnowsNothingOfScenarios() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.tare.scenario.yaml")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tare.scenario", "dev.tare.plan.."));
  }

  @Test
  void onlyStrictYamlKnowsTheYamlLibrary() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.tare.scenario.yaml")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml.."));
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
