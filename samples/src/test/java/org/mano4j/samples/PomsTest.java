package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.samples.House.Module;

/** The same floors, as Maven is told of them: what a pom does not list cannot be used at all. */
class PomsTest {

  private static final Path ROOT = House.root();

  @Test
  void aPomListsOnlyModulesOfLowerFloors() {
    List<String> wrong = new ArrayList<>();
    for (String artifactId : Poms.jarModules(ROOT)) {
      Module module = House.moduleOfArtifact(artifactId).orElseThrow();
      for (String dependency : Poms.ownDependencies(ROOT.resolve(module.name()))) {
        Module other = House.moduleOfArtifact(dependency).orElseThrow();
        if (other.floor() >= module.floor()) {
          wrong.add(module + " lists " + other);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void theBomNamesEveryModuleALibraryUserMayTake() {
    List<String> forUsers =
        Poms.jarModules(ROOT).stream()
            .filter(module -> House.moduleOfArtifact(module).orElseThrow().floor() < 7)
            .toList();

    assertThat(Poms.managed(ROOT.resolve("bom")).keySet())
        .filteredOn(artifact -> artifact.startsWith("mano4j-"))
        .containsExactlyInAnyOrderElementsOf(forUsers);
  }

  @Test
  void theBomHasTheVersionsOfTheTestkitsOptionalLibrariesButJUnit() {
    Map<String, String> ofTheBuild = Poms.managed(ROOT);
    Map<String, String> expected = new HashMap<>();
    Poms.optional(ROOT.resolve("testkit")).stream()
        .filter(artifact -> !artifact.startsWith("junit-"))
        .forEach(artifact -> expected.put(artifact, ofTheBuild.get(artifact)));
    Map<String, String> foreign = new HashMap<>(Poms.managed(ROOT.resolve("bom")));
    foreign.keySet().removeIf(artifact -> artifact.startsWith("mano4j-"));

    assertThat(foreign).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void theReadmeShowsTheDependenciesOfTheConsumer() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int begin = readme.indexOf("<dependencyManagement>");
    String shown = readme.substring(begin, readme.indexOf("```", begin));

    assertThat(Files.readString(ROOT.resolve("build/consumer/pom.xml"))).contains(shown.indent(2));
  }
}
