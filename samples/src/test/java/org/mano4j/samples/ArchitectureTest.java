package org.mano4j.samples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mano4j.samples.House.Module;
import org.mano4j.testkit.broker.EmbeddedBroker;

/** Floors and walls between the modules, as the classes really use each other. */
class ArchitectureTest {

  private static JavaClasses house;

  @BeforeAll
  static void readAllClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("org.mano4j");
  }

  @Test
  void everyClassBelongsToTheModuleThatOwnsItsPackage() {
    check(classes().should(beBuiltByTheOwnerOfTheirPackage()));
  }

  @Test
  void everyModuleOfTheBuildWasLookedAt() {
    Set<String> seen =
        house.stream()
            .flatMap(type -> House.moduleOf(type).stream())
            .map(Module::artifactId)
            .collect(Collectors.toCollection(TreeSet::new));

    // Above are only benchmarks, which also do without the modules what these do.
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            Poms.jarModules(House.root()).stream()
                .filter(module -> House.moduleOfArtifact(module).orElseThrow().floor() <= 7)
                .toList());
  }

  @Test
  void aModuleUsesOnlyModulesOfLowerFloors() {
    check(classes().should(useOnlyLowerFloors()));
  }

  @Test
  void aPopIsUsableOutsideNfv() {
    check(
        noClasses()
            .that(are(resideInAnyPackage("org.mano4j.pop..")))
            .and(are(resideOutsideOfPackages("org.mano4j.pop.nfv..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.mano4j.catalogue..", "org.mano4j.messaging..", "org.mano4j.mgmt.."));
  }

  @Test
  void theRuntimesAndTheMgmtDoorKnowNoPop() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.mano4j.vnfm..", "org.mano4j.plugin..", "org.mano4j.mgmt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.mano4j.pop.."));
  }

  @Test
  void theCatalogueNeedsJacksonAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("org.mano4j.catalogue..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "org.mano4j.catalogue..",
                "java..",
                "com.fasterxml.jackson..",
                "org.jspecify.annotations.."));
  }

  @Test
  void onlyMessagingKnowsTheRabbitMqClient() {
    check(onlyIn("com.rabbitmq..", "org.mano4j.messaging.."));
  }

  @Test
  void onlyConfigKnowsTheTomlParser() {
    check(onlyIn("org.tomlj..", "org.mano4j.config.."));
  }

  @Test
  void onlyPopDockerKnowsTheDockerClient() {
    check(onlyIn("com.github.dockerjava..", "org.mano4j.pop.docker.."));
  }

  /** And what tries any Pop, as a stranger who knows nothing but the protocol. */
  @Test
  void onlyThePopModulesKnowGrpcAndTheGeneratedStubs() {
    String[] pop = {
      "org.mano4j.pop",
      "org.mano4j.pop.internal..",
      "org.mano4j.pop.proto..",
      "org.mano4j.pop.server..",
      "org.mano4j.testkit.pop.."
    };
    check(onlyIn("io.grpc..", pop));
    check(onlyIn("com.google.protobuf..", pop));
    check(onlyIn("org.mano4j.pop.proto..", pop));
  }

  @Test
  void programsCanUseTheTestkitWithoutTestLibraries() {
    String[] forTests = {
      "org.mano4j.testkit.junit..", "org.mano4j.testkit.contract..", "org.mano4j.testkit.broker.."
    };
    check(onlyIn("org.junit..", forTests));
    check(onlyIn("org.assertj..", forTests));
    check(onlyIn("org.awaitility..", forTests));
    check(onlyIn("org.apache.qpid..", "org.mano4j.testkit.broker.."));
    check(
        noClasses()
            .that(are(resideOutsideOfPackages(forTests)))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(forTests)
                    // Needs no test library; the demo has what it needs.
                    .and(not(type(EmbeddedBroker.class)))));
  }

  @Test
  void everybodyLogsThroughSlf4j() {
    check(
        noClasses()
            .that()
            // Which keeps gRPC's own log quiet.
            .doNotHaveSimpleName("PeerFaults")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging.."));
  }

  @Test
  void onlyProgramsWriteToTheStandardStreams() {
    check(
        noClasses()
            .that(are(resideOutsideOfPackages("org.mano4j.samples..")))
            .should(ACCESS_STANDARD_STREAMS));
  }

  @Test
  void nobodySleeps() {
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
  }

  @Test
  void tenInstancesInOneJvmShareNoMutableField() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(are(resideOutsideOfPackages("org.mano4j.pop.proto..")))
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(house);
  }

  private static ArchRule onlyIn(String library, String... rooms) {
    return noClasses()
        .that(are(resideOutsideOfPackages(rooms)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static ArchCondition<JavaClass> useOnlyLowerFloors() {
    return new ArchCondition<>("use only modules of lower floors") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          Optional<Module> from = House.moduleOf(type);
          Optional<Module> to = House.moduleOf(dependency.getTargetClass().getBaseComponentType());
          if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            continue;
          }
          if (to.get().floor() >= from.get().floor()) {
            events.add(
                SimpleConditionEvent.violated(
                    type,
                    from.get() + " must not use " + to.get() + ": " + dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beBuiltByTheOwnerOfTheirPackage() {
    return new ArchCondition<>("be built by the module that owns their package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String source = type.getSource().orElseThrow().getUri().toString();
        boolean atHome =
            House.moduleOf(type)
                .filter(
                    owner ->
                        source.contains("/" + owner.name() + "/target/")
                            || source.contains("/" + owner.artifactId() + "-"))
                .isPresent();
        if (!atHome) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " was built in " + source));
        }
      }
    };
  }
}
