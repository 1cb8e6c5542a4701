package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mano4j.samples.House.Module;
import org.mano4j.samples.api.ApiChange;
import org.mano4j.samples.api.ApiChanges;
import org.mano4j.samples.api.ApiListing;
import org.mano4j.samples.api.ModuleClasses;

/** Nobody changes the public API of a module without seeing it. */
class PublicApiTest {

  static final String UPDATE =
      "mvn test -pl samples -am -Dtest='Public*Test' -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dapi.update=true";

  /** Programs and measurements. */
  private static final Set<String> NOT_PUBLISHED = Set.of("samples", "benchmarks");

  /** What protoc makes, and what is public only because it crosses packages. */
  private static final Set<String> NOT_API = Set.of("proto", "internal");

  private final Path folder = House.root().resolve("api");

  @TestFactory
  Stream<DynamicTest> everyModuleHasTheApiThatItsListingShows() {
    return Stream.concat(
        published().map(module -> DynamicTest.dynamicTest(module.name(), () -> check(module))),
        Stream.of(DynamicTest.dynamicTest("no listing of anything else", this::checkFiles)));
  }

  private void checkFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".api"))
          .as("files in %s; remove those of modules that are gone", folder)
          .containsExactlyInAnyOrderElementsOf(
              published().map(module -> module.artifactId() + ".api").toList());
    }
  }

  private void check(Module module) throws IOException {
    Path file = folder.resolve(module.artifactId() + ".api");
    ApiListing now =
        ApiListing.of(
            ModuleClasses.inPackages(name -> isApiOf(module, name)).stream()
                .filter(type -> !isFromProtoc(type))
                .toList());
    String before = Files.exists(file) ? Files.readString(file) : "";
    List<ApiChange> changes = ApiChanges.between(ApiListing.parse(before), now);
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(folder);
      Files.writeString(file, now.text(module.artifactId()));
      changes.forEach(System.out::println);
      return;
    }
    assertThat(before)
        .withFailMessage(() -> message(file, changes))
        .isEqualTo(now.text(module.artifactId()));
  }

  private static String message(Path file, List<ApiChange> changes) {
    String what =
        changes.isEmpty()
            ? "Its lines are not as this test writes them."
            : changes.stream().map(ApiChange::toString).collect(Collectors.joining("\n"));
    return """
        The public API is not what api/%s says (- was there, + is new):

        %s

        If that was not meant: make it package-private, or leave the old one and add beside it.
        If it was: see in VERSIONING.md what may change when, write a line in CHANGELOG.md, run
          %s
        and commit the listing with the change.
        """
        .formatted(file.getFileName(), what, UPDATE);
  }

  private static Stream<Module> published() {
    Set<String> built = Set.copyOf(Poms.jarModules(House.root()));
    return House.MODULES.stream()
        .filter(module -> !NOT_PUBLISHED.contains(module.name()))
        .filter(module -> built.contains(module.artifactId()));
  }

  /** Such classes are public wherever they are. */
  private static boolean isFromProtoc(Class<?> type) {
    Class<?> outer = type.getNestHost();
    return Stream.concat(Stream.ofNullable(outer.getSuperclass()), Stream.of(outer.getInterfaces()))
        .anyMatch(above -> above.getPackageName().equals("com.google.protobuf"));
  }

  private static boolean isApiOf(Module module, String packageName) {
    return !NOT_API.contains(packageName.substring(packageName.lastIndexOf('.') + 1))
        && House.moduleOfPackage(packageName).equals(Optional.of(module));
  }
}
