package org.mano4j.pop.server.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;

/**
 * The classes of a {@link CrashServer}, loaded before, so that the many that are started begin
 * soon.
 *
 * @param classPath without directories, which the JVM takes no archive of
 * @param file the archive
 */
record ServerArchive(String classPath, Path file) {

  /** Runs a server once to see what it needs. */
  static ServerArchive make(Path directory) throws Exception {
    ServerArchive archive =
        new ServerArchive(jars(directory), directory.resolve("crash-server.jsa"));
    Path root = Files.createDirectory(directory.resolve("run"));
    try (ServerProcess server =
            new ServerProcess(root, true, "-XX:ArchiveClassesAtExit=", archive).go();
        PopSessions sessions = PopSessions.create()) {
      use(
          sessions.client(
              server.endpoint(), new PopCredentials(CrashServer.USER, CrashServer.PASSWORD)));
      server.end();
    }
    return archive;
  }

  private static void use(PopClient client) {
    Filter container = Filter.byId(client.create(ContainerConfig.of("first", "web")).id());
    client.start(container);
    client.containers(Filter.all());
    client.delete(container);
  }

  private static String jars(Path directory) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!part.isEmpty()) {
        jars.add(
            Files.isDirectory(Path.of(part))
                ? jar(part, directory.resolve(jars.size() + ".jar"))
                : part);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static String jar(String directory, Path jar) throws IOException {
    int failed =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                jar.toString(),
                "-C",
                directory,
                ".");
    if (failed != 0) {
      throw new IOException("cannot make " + jar + " of " + directory);
    }
    return jar.toString();
  }
}
