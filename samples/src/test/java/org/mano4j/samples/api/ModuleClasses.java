package org.mano4j.samples.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes of mano4j on the class path, whether they lie in folders or in jars. */
public final class ModuleClasses {

  private static final String ROOT = "org/mano4j";

  private ModuleClasses() {}

  /** Classes whose package is wanted, not initialised, in the order of their names. */
  public static List<Class<?>> inPackages(Predicate<String> wanted) {
    try {
      List<String> names = new ArrayList<>();
      for (URL place : Collections.list(loader().getResources(ROOT))) {
        collect(place.toURI(), names);
      }
      return names.stream()
          .filter(name -> wanted.test(name.substring(0, name.lastIndexOf('.'))))
          .sorted()
          .<Class<?>>map(ModuleClasses::load)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a place on the class path has no proper address", e);
    }
  }

  private static void collect(URI place, List<String> names) throws IOException {
    if (!place.getScheme().equals("jar")) {
      Path folder = Path.of(place);
      names(folder, folder.getParent().getParent(), names);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
      names(jar.getPath(ROOT), jar.getPath(""), names);
    }
  }

  private static void names(Path folder, Path root, List<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .forEach(names::add);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("class " + name + " is on the class path, and is not", e);
    }
  }

  private static ClassLoader loader() {
    return ModuleClasses.class.getClassLoader();
  }
}
