package org.mano4j.samples.pop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.server.PopServer;

/** A Pop on the Docker Engine that runs, beside a registry of its own. */
final class DockerPop implements AutoCloseable {

  private static final URI ENGINE =
      URI.create(System.getProperty("mano4j.docker", "unix:///var/run/docker.sock"));
  private static final String REGISTRY_SCRIPT =
      Path.of("..", "build", "live", "registry.sh").toAbsolutePath().normalize().toString();

  private static final int TRIES = 5;

  /** Other Pops of the engine would take addresses of the usual one. */
  static final String NETWORK = "docker-pop-" + UUID.randomUUID();

  private final PopServer server =
      PopServer.builder(DockerPopBackend.builder().engine(ENGINE).defaultNetwork(NETWORK).build())
          .defaultNetwork(NETWORK)
          .user("user_name", "password_value")
          .bcryptCost(4)
          .build();
  private final int port;
  private final Process registry;

  /** Starts both, the registry in a folder of the test. */
  DockerPop(Path directory) throws IOException {
    int free;
    Process serving;
    int tries = 0;
    do { // somebody else may take a port before the registry does; then it ends
      free = freePort();
      serving = script("serve", directory.toString(), Integer.toString(free));
    } while (!serves(serving, free) && ++tries < TRIES);
    if (!serving.isAlive()) {
      throw new IllegalStateException("the registry does not start, on any of " + tries + " ports");
    }
    port = free;
    registry = serving;
    server.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean serves(Process registry, int port) {
    try {
      await().atMost(60, TimeUnit.SECONDS).until(() -> !registry.isAlive() || answers(port));
    } catch (ConditionTimeoutException e) {
      registry.destroyForcibly();
      throw e;
    }
    return registry.isAlive();
  }

  /** Makes an image with three layers, which the registry has and the engine has not. */
  String push(String name) throws IOException, InterruptedException {
    String whole = "127.0.0.1:" + port + "/" + name;
    Process push = script("push", whole, "org.mano4j.env=SIPP_REMOTE", "2000", "2000", "2000");
    if (!push.waitFor(120, TimeUnit.SECONDS) || push.exitValue() != 0) {
      throw new IllegalStateException("cannot push " + whole);
    }
    return whole;
  }

  void remove(String image) throws IOException, InterruptedException {
    run("docker", "rmi", image).waitFor(60, TimeUnit.SECONDS);
  }

  PopTerminal terminal() {
    return new PopTerminal()
        .set("POP_AUTH", "user_name:password_value")
        .set("POP_HOST", server.endpoint().toString());
  }

  @Override
  public void close() {
    server.close();
    try {
      run("docker", "network", "rm", NETWORK).waitFor(60, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the network " + NETWORK, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.destroyForcibly().onExit().join();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Process script(String... words) throws IOException {
    return run(
        Stream.concat(Stream.of(REGISTRY_SCRIPT), List.of(words).stream()).toArray(String[]::new));
  }

  private static Process run(String... command) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("DOCKER_HOST", ENGINE.toString());
    return process.start();
  }
}
