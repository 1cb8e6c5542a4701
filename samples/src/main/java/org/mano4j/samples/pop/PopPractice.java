package org.mano4j.samples.pop;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/**
 * Runs {@code pop} and a Pop once in one JVM and prints nothing. The launcher keeps the classes of
 * this run, so that those that count begin sooner.
 */
public final class PopPractice {

  private static final List<String> LINES =
      List.of(
          "--help",
          "spawn image=web:1 name=web network=private --md A=1 --label B=2",
          "servers -o table",
          "servers -o yaml",
          "servers --json web",
          "images",
          "images -o table",
          "networks -o table",
          "networks",
          "flavours",
          "info -o table",
          "md get web",
          "servers nobody",
          "stop web",
          "delete *",
          "nothing");

  private PopPractice() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    System.setProperty("slf4j.internal.verbosity", "warn");
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    try (PopServer server =
        PopServer.builder(InMemoryPopBackend.create()).user("admin", "practice").build()) {
      server.start();
      Map<String, String> environment =
          Map.of("POP_AUTH", "admin:practice", "POP_HOST", server.endpoint().toString());
      OutputStream nowhere = OutputStream.nullOutputStream();
      for (String line : LINES) {
        PopCommand.run(
            new Surroundings(environment, nowhere, nowhere, false, false, ""), line.split(" "));
      }
    }
    System.exit(0);
  }
}
