package dev.tare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The arrows between the packages, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "dev.tare", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule QUESTIONS_KNOW_NOTHING_OF_ANSWERS =
      noClasses()
          .that()
          .resideInAnyPackage("dev.tare.scenario..", "dev.tare.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tare.result..",
              "dev.tare.stats..",
              "dev.tare.compare..",
              "dev.tare.report..",
              "dev.tare.target..",
              "dev.tare.run..",
              "dev.tare.cli..");

  @ArchTest
  static final ArchRule REPORTS_KNOW_NOTHING_OF_TARGETS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.tare.result..",
              "dev.tare.stats..",
              "dev.tare.compare..",
              "dev.tare.chart..",
              "dev.tare.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tare.target..",
              "dev.tare.observe..",
              "dev.tare.measure..",
              "dev.tare.run..",
              "dev.tare.payload..",
              "dev.tare.cli..");

  @ArchTest
  static final ArchRule MEASURING_IS_A_PURE_FUNCTION_OF_RESULTS =
      noClasses()
          .that()
          .resideInAPackage("dev.tare.measure..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tare.target..", "dev.tare.observe..", "dev.tare.run..", "dev.tare.cli..");

  @ArchTest
  static final ArchRule NOBODY_DEPENDS_ON_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tare.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.tare.cli..");

  @ArchTest
  static final ArchRule TARGETS_DO_NOT_KNOW_WHO_RUNS_THEM =
      noClasses()
          .that()
          .resideInAnyPackage("dev.tare.target..", "dev.tare.observe..", "dev.tare.payload..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.tare.run..", "dev.tare.measure..", "dev.tare.compare..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      SlicesRuleDefinition.slices().matching("dev.tare.(*)..").should().beFreeOfCycles();
}
