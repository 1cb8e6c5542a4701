package org.mano4j.pop.server.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerStats;

/**
 * A server in a process of its own, to be killed: {@code CrashServer STATE-DIRECTORY
 * BACKEND-DIRECTORY SYNC}. Starts at the first line of input and tells its port, then answers each
 * line with what it holds. Ends with its input.
 */
final class CrashServer {

  static final String USER = "admin";
  static final String PASSWORD = "secret";

  private CrashServer() {}

  public static void main(String[] args) throws IOException {
    warmUp(Files.createTempDirectory(Path.of(args[0]).getParent(), "warm"));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (input.readLine() == null) {
      System.exit(0);
    }
    PopServer server =
        PopServer.builder(new FileBackend(Path.of(args[1])))
            .user(USER, PASSWORD)
            .bcryptCost(4)
            .stateDirectory(Path.of(args[0]))
            .sync(Boolean.parseBoolean(args[2]))
            .build();
    server.start();
    say("port " + server.port());
    while (input.readLine() != null) {
      PopServerStats stats = server.stats();
      say("stats " + stats.containers() + " " + stats.addressesInUse());
    }
    System.exit(0);
  }

  /** So that the time from the first line of input to the port is short. */
  private static void warmUp(Path directory) {
    try (PopServer server =
        PopServer.builder(InMemoryPopBackend.create())
            .user(USER, PASSWORD)
            .bcryptCost(4)
            .stateDirectory(directory)
            .sync(false)
            .build()) {
      server.start();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
