package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    assertThat(Poms.managed(ROOT.resolve("bom"))).containsExactlyInAnyOrderElementsOf(forUsers);
  }
}
