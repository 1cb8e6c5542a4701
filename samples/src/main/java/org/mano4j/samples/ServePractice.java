package org.mano4j.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mano4j.samples.all.AllCommand;
import org.mano4j.samples.plugind.PlugindCommand;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.samples.vnfmd.VnfmdCommand;
import picocli.CommandLine;

/**
 * Runs a service in one JVM, and the programs as far as they come without a broker and an engine,
 * and prints nothing. The launcher keeps the classes of this run for the programs.
 */
public final class ServePractice {

  private static final String FILE =
      """
      StateDirectory = "state"
      DockerdHost = "unix:///nowhere/engine.sock"
      Netaddr = "127.0.0.1:0"
      [amqp]
      host = "127.0.0.1"
      port = 1
      connect-attempts = 1
      [plugin]
      name = "practice"
      [vnfm]
      type = "practice"
      [monitor]
      socket = "practice.sock"
      """;

  private ServePractice() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    System.setProperty("slf4j.internal.verbosity", "warn");
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    Path folder = Files.createTempDirectory("mano4j");
    try {
      Path file = Files.writeString(folder.resolve("practice.toml"), FILE);
      Surroundings nowhere =
          new Surroundings(
              Map.of("POPD_AUTH", "admin:practice"),
              OutputStream.nullOutputStream(),
              OutputStream.nullOutputStream(),
              false,
              false,
              "");
      String[] arguments = {"--config", file.toString()};
      PlugindCommand.run(nowhere, arguments);
      VnfmdCommand.run(nowhere, arguments);
      AllCommand.run(nowhere, arguments);
      CommandLine commands = Mano4j.commandLine();
      commands.setOut(new PrintWriter(OutputStream.nullOutputStream()));
      commands.setErr(new PrintWriter(OutputStream.nullOutputStream()));
      commands.execute("demo", "--json");
    } finally {
      delete(folder);
    }
    System.exit(ExitCode.DONE);
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (var inside = Files.newDirectoryStream(path)) {
        for (Path each : inside) {
          delete(each);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
