package io.torii;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which package may use which, and which library belongs to which package. */
@AnalyzeClasses(packages = "io.torii", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] PLAIN = {
    "io.torii.http..",
    "io.torii.directive..",
    "io.torii.config..",
    "io.torii.rule..",
    "io.torii.balancer..",
    "io.torii.exchange.."
  };

  /** The types of HTTP itself, the model and the places it was written in are open to all. */
  private static final Set<String> MODEL = Set.of("http", "directive", "config");

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("http", Set.of()),
          entry("directive", Set.of("http")),
          entry("config", Set.of("http", "directive")),
          entry("rule", MODEL),
          entry("balancer", MODEL),
          entry("exchange", with("rule", "balancer")),
          entry("upstream", with("balancer", "exchange")),
          entry("cache", with("exchange")),
          entry("observe", with("rule", "balancer", "exchange")),
          entry("health", with("rule", "balancer", "exchange", "upstream")),
          entry("admin", with("rule", "balancer", "exchange")),
          entry("manager", with("rule", "balancer", "exchange", "observe", "health", "admin")),
          entry("servlet", with("rule", "balancer", "exchange")));

  private static Set<String> with(String... packages) {
    return Stream.concat(MODEL.stream(), Arrays.stream(packages)).collect(toSet());
  }

  @ArchTest
  static void eachPackageUsesOnlyWhatTheTableAllows(JavaClasses classes) {
    LayeredArchitecture table =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name : MAY_USE.keySet()) {
      table = table.layer(name).definedBy("io.torii." + name + "..");
    }
    table = table.layer("runtime").definedBy("io.torii.runtime..");
    table = table.layer("standalone").definedBy("io.torii.standalone..");
    for (Map.Entry<String, Set<String>> row : MAY_USE.entrySet()) {
      table =
          row.getValue().isEmpty()
              ? table.whereLayer(row.getKey()).mayNotAccessAnyLayer()
              : table
                  .whereLayer(row.getKey())
                  .mayOnlyAccessLayers(row.getValue().toArray(String[]::new));
    }
    table
        .whereLayer("runtime")
        .mayOnlyBeAccessedByLayers("standalone")
        .whereLayer("standalone")
        .mayNotBeAccessedByAnyLayer()
        .check(classes);
  }

  @ArchTest
  static final ArchRule noCycles = slices().matching("io.torii.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCoreIsPlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(PLAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..",
              "jakarta.enterprise..",
              "jakarta.inject..",
              "jakarta.ws.rs..",
              "org.apache.hc..",
              "org.apache.catalina..")
          .because("it runs and is tested without a servlet container, CDI and HttpClient");

  @ArchTest
  static final ArchRule theLanguageNeedsNoLibrary =
      noClasses()
          .that()
          .resideInAnyPackage("io.torii.directive..", "io.torii.http..", "io.torii.balancer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.microprofile..", "io.smallrye..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule oneEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.torii.upstream..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..")
          .because("another engine can be put there without touching the rest");

  @ArchTest
  static final ArchRule onlyStandaloneKnowsTomcatAndTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.torii.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.catalina..",
              "org.apache.coyote..",
              "org.apache.tomcat..",
              "org.jboss..",
              "picocli..")
          .because("the thin WAR has none of them");

  @ArchTest
  static final ArchRule onlyTheManagerKnowsJaxRs =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.torii.manager..", "io.torii.runtime..", "io.torii.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.json.bind..");

  @ArchTest
  static final ArchRule noSession =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(HttpServletRequest.class)))
                  .and(target(nameMatching("getSession"))))
          .because("a proxy node holds no session");

  @ArchTest
  static final ArchRule noParameters =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(ServletRequest.class)))
                  .and(target(nameMatching("getParameter.*"))))
          .because("asking for a parameter eats the body of a form");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.torii.standalone..")
          .should(ACCESS_STANDARD_STREAMS);
}
