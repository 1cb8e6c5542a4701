package org.mano4j.samples;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The floors of the house: which module has which package, and who stands above whom. The peers are
 * outside: their programs know nothing of ours, and nobody uses them.
 */
final class House {

  /**
   * One module.
   *
   * @param name its folder
   * @param floor a module uses only modules of lower floors
   * @param packageName the package it owns, with those below it that no other module owns
   */
  record Module(String name, int floor, String packageName) {

    String artifactId() {
      return "mano4j-" + name;
    }

    boolean owns(String otherPackage) {
      return otherPackage.equals(packageName) || otherPackage.startsWith(packageName + ".");
    }

    @Override
    public String toString() {
      return name + " (floor " + floor + ")";
    }
  }

  /** Also those of later times: a module that is not there yet breaks no rule. */
  static final List<Module> MODULES =
      List.of(
          new Module("benchmarks", 8, "org.mano4j.benchmarks"),
          new Module("samples", 7, "org.mano4j.samples"),
          new Module("testkit", 6, "org.mano4j.testkit"),
          new Module("pop-nfv", 5, "org.mano4j.pop.nfv"),
          new Module("pop-docker", 4, "org.mano4j.pop.docker"),
          new Module("vnfm-runtime", 4, "org.mano4j.vnfm"),
          new Module("plugin-runtime", 4, "org.mano4j.plugin"),
          new Module("pop-server", 3, "org.mano4j.pop.server"),
          new Module("mgmt-api", 3, "org.mano4j.mgmt"),
          new Module("descriptors", 3, "org.mano4j.descriptors"),
          new Module("pop-api", 2, "org.mano4j.pop"),
          new Module("messaging", 2, "org.mano4j.messaging"),
          new Module("catalogue", 1, "org.mano4j.catalogue"),
          new Module("config", 1, "org.mano4j.config"));

  private House() {}

  /** The module that owns a class of ours; none for anybody else's. */
  static Optional<Module> moduleOf(JavaClass type) {
    return moduleOfPackage(type.getPackageName());
  }

  static Optional<Module> moduleOfPackage(String packageName) {
    return MODULES.stream()
        .filter(module -> module.owns(packageName))
        .max(Comparator.comparingInt(module -> module.packageName().length()));
  }

  static Optional<Module> moduleOfArtifact(String artifactId) {
    return MODULES.stream().filter(module -> module.artifactId().equals(artifactId)).findFirst();
  }

  /** The folder of the whole build, wherever inside it the tests were started. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isExecutable(folder.resolve("mano4j"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "no folder above "
              + Path.of("").toAbsolutePath()
              + " holds the launcher mano4j; run the tests inside a checkout");
    }
    return folder;
  }
}
