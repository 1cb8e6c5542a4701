package org.mano4j.pop.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.PopServer;

/** A Pop on an engine, in a process of its own, to be killed. */
final class PopProcess implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Process process;
  private final PopSessions sessions;
  private final PopClient client;

  /** Starts one; it answers when this returns. */
  PopProcess(URI engine, Path directory) {
    Path errors = directory.resolve("errors");
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-Xshare:auto",
                      "-Xmx256m",
                      "-cp",
                      System.getProperty("java.class.path"),
                      PopProcess.class.getName(),
                      engine.toString(),
                      directory.resolve("state").toString()))
              .redirectError(errors.toFile())
              .start();
      String port =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (port == null) {
        throw new AssertionError("the Pop does not start: " + Files.readString(errors));
      }
      sessions =
          PopSessions.create(PopClientOptions.defaults().withDeadline(DEADLINE).withRetries(0));
      client =
          sessions.client(
              PopEndpoint.of("localhost", Integer.parseInt(port)),
              new PopCredentials("admin", "secret"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a Pop", e);
    }
  }

  /** The process: engine, state directory. Tells its port, and ends with its input. */
  public static void main(String[] args) throws IOException {
    PopServer server =
        PopServer.builder(DockerPopBackend.builder().engine(URI.create(args[0])).build())
            .user("admin", "secret")
            .bcryptCost(4)
            .stateDirectory(Path.of(args[1]))
            .build();
    server.start();
    System.out.println(server.port());
    System.in.read();
    System.exit(0);
  }

  PopClient client() {
    return client;
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    sessions.close();
  }
}
