package org.mano4j.catalogue.published;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the classes beside a class that is known, in a folder or a jar. */
final class Classpath {

  private Classpath() {}

  /** All classes below a package that come from where the class comes from. */
  static List<Class<?>> classes(Class<?> neighbour, String basePackage) {
    try {
      Path origin = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(origin)) {
        return classes(origin, basePackage, neighbour.getClassLoader());
      }
      try (FileSystem jar = FileSystems.newFileSystem(origin)) {
        return classes(jar.getPath("/"), basePackage, neighbour.getClassLoader());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> classes(Path root, String basePackage, ClassLoader loader)
      throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(basePackage.replace('.', '/')))) {
      return files
          .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .sorted()
          .<Class<?>>map(file -> load(file, loader))
          .toList();
    }
  }

  private static Class<?> load(String file, ClassLoader loader) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
