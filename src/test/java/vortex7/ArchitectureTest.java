package vortex7;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The table "who may import whom" of src/docs/architecture.md, held. */
@AnalyzeClasses(packages = "vortex7", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "vortex7.";

  /** The deterministic core: told the time, told the chance, no I/O. */
  private static final Set<String> PURE =
      Set.of(
          "market",
          "indicator",
          "signal",
          "decision",
          "position",
          "risk",
          "matching",
          "learning",
          "advisory",
          "ghost");

  private static final String[] PURE_PACKAGES =
      PURE.stream().map(name -> ROOT + name + "..").toArray(String[]::new);

  private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>();

  static {
    MAY_IMPORT.put("market", Set.of());
    MAY_IMPORT.put("indicator", Set.of());
    MAY_IMPORT.put("signal", Set.of("market", "indicator"));
    MAY_IMPORT.put("decision", Set.of("market", "signal"));
    MAY_IMPORT.put("position", Set.of("market"));
    MAY_IMPORT.put("risk", Set.of("market", "signal", "decision", "position"));
    MAY_IMPORT.put("matching", Set.of("market"));
    MAY_IMPORT.put("learning", Set.of("market", "signal", "decision", "position"));
    MAY_IMPORT.put("advisory", Set.of("market", "indicator", "signal", "decision", "risk"));
    MAY_IMPORT.put("ghost", Set.of("market", "position", "risk", "matching"));
    MAY_IMPORT.put("port", Set.of("market", "position"));
    MAY_IMPORT.put("settings", withPure("port"));
    MAY_IMPORT.put("backtest", withPure("port", "settings"));
    MAY_IMPORT.put("live", withPure("port", "settings"));
    MAY_IMPORT.put(
        "journal",
        Set.of(
            "market", "signal", "decision", "position", "risk", "learning", "ghost", "settings"));
    MAY_IMPORT.put("venue", Set.of("market", "position", "port", "matching", "settings"));
    MAY_IMPORT.put("telegram", withPure("port", "settings", "live", "journal"));
    MAY_IMPORT.put("admin", withPure("port", "settings", "live", "journal"));
  }

  private static Set<String> withPure(String... more) {
    Set<String> all = new TreeSet<>(PURE);
    all.addAll(List.of(more));
    return all;
  }

  @ArchTest
  static void each_package_imports_only_what_the_table_allows(JavaClasses everything) {
    MAY_IMPORT.forEach(
        (name, allowed) ->
            classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should(importOnly(name, allowed))
                .allowEmptyShould(true)
                .check(everything));
  }

  @ArchTest
  static final ArchRule the_core_knows_no_framework =
      noClasses()
          .that()
          .resideInAnyPackage(PURE_PACKAGES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "akka..",
              "scala..",
              "org.slf4j..",
              "com.fasterxml..",
              "java.sql..",
              "java.net..",
              "java.nio.file..",
              "kamon..",
              "com.typesafe..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_core_is_told_the_time_and_the_chance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE_PACKAGES)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class, Thread.class)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_live_side_meets_akka =
      noClasses()
          .that()
          .resideInAnyPackage("vortex7.backtest..", "vortex7.settings..", "vortex7.port..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("akka..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().matching("vortex7.(*)..").should().beFreeOfCycles();

  private static ArchCondition<JavaClass> importOnly(String self, Set<String> allowed) {
    return new ArchCondition<>("import only " + allowed) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getDirectDependenciesFromSelf()
            .forEach(
                dependency -> {
                  String target = dependency.getTargetClass().getPackageName();
                  if (!target.startsWith(ROOT)) {
                    return;
                  }
                  String name = target.substring(ROOT.length()).split("\\.", 2)[0];
                  if (!name.equals(self) && !allowed.contains(name)) {
                    events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                  }
                });
      }
    };
  }
}
