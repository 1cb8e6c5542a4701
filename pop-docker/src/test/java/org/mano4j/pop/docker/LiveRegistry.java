package org.mano4j.pop.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A registry of images for a test, by {@code build/live/registry.sh}, at two addresses: one for
 * everybody, and one that wants {@link #USER} and {@link #PASSWORD}.
 */
final class LiveRegistry implements AutoCloseable {

  static final String USER = "puller";
  static final String PASSWORD = "s3cret-pull";

  /** The same in bcrypt, the only form that the registry takes. */
  private static final String HASH = "$2y$05$abcdefghijklmnopqrstuu8YiNQeALDquttzdJ8JTU2sZhhUyTzGK";

  private static final long SECONDS = 60;

  private final Path directory;
  private final Path script;
  private final URI engine;
  private final List<Process> processes = new ArrayList<>();
  private final TakenPort open = new TakenPort();
  private final TakenPort locked = new TakenPort();

  private LiveRegistry(Path directory, Path script, URI engine) {
    this.directory = directory;
    this.script = script;
    this.engine = engine;
  }

  /**
   * Starts one in a folder of the test.
   *
   * @param engine of this machine, which pushes the images to it
   */
  static LiveRegistry start(Path directory, URI engine) throws IOException {
    Path script = Path.of("..", "build", "live", "registry.sh").toAbsolutePath().normalize();
    LiveRegistry registry = new LiveRegistry(directory, script, engine);
    Files.writeString(
        directory.resolve(registry.locked.number() + ".htpasswd"), USER + ":" + HASH + "\n");
    registry.serve(registry.open.number());
    registry.serve(registry.locked.number());
    return registry;
  }

  /** The address that everybody may use. */
  String address() {
    return "127.0.0.1:" + open.number();
  }

  /** The address of the same images for {@link #USER}. */
  String lockedAddress() {
    return "127.0.0.1:" + locked.number();
  }

  /** Makes an image with a label and layers of so many KiB; it is not on the engine then. */
  void push(String name, String label, int... layers) throws IOException {
    List<String> words = new ArrayList<>(List.of("push", address() + "/" + name, label));
    IntStream.of(layers).mapToObj(Integer::toString).forEach(words::add);
    Process push = run(directory.resolve("push.log"), words);
    try {
      Assertions.assertTrue(push.waitFor(SECONDS, TimeUnit.SECONDS), "the push does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      push.destroyForcibly();
    }
    Assertions.assertEquals(0, push.exitValue(), Files.readString(directory.resolve("push.log")));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    open.close();
    locked.close();
  }

  private void serve(int port) throws IOException {
    Path log = directory.resolve(port + ".log");
    Process process = run(log, List.of("serve", directory.toString(), Integer.toString(port)));
    processes.add(process);
    await()
        .atMost(Duration.ofSeconds(SECONDS))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !process.isAlive() || answers(port));
    if (!process.isAlive()) {
      String why = Files.readString(log);
      if (Boolean.getBoolean("mano4j.live")) {
        Assertions.fail(why);
      }
      Assumptions.abort(why);
    }
  }

  private Process run(Path log, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(words);
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    process.environment().put("DOCKER_HOST", engine.toString());
    return process.start();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
