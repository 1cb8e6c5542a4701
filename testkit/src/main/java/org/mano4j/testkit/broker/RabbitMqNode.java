package org.mano4j.testkit.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.NfvoException;

/**
 * A RabbitMQ of a test's own, on free ports, to be killed and restarted. It is started from an
 * installed package, keeps its files in a folder of its own, and takes some seconds to start. Not
 * thread-safe.
 */
public final class RabbitMqNode implements AutoCloseable {

  private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final Path CONTROL = SERVER.resolveSibling("rabbitmqctl");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int FIRST_PORT = 26_000;
  private static final int PORTS = 6_000;

  /** None is given twice until all were. */
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

  private final Path folder;
  private final String name = "mano4j-" + UUID.randomUUID().toString().substring(0, 8);
  private final int port = freePort();
  private final int managementPort = freePort();
  private final int distributionPort = freePort();
  private final List<String> configuration;
  private @Nullable Process process;

  private RabbitMqNode(Path folder, List<String> configuration) {
    this.folder = folder;
    this.configuration = configuration;
  }

  /**
   * Starts a node; skips the test that calls this, or fails it with {@code -Dmano4j.live=true}, if
   * RabbitMQ is not installed.
   *
   * @param configuration further lines of its {@code rabbitmq.conf}
   */
  public static RabbitMqNode require(String... configuration) {
    if (!Files.isExecutable(SERVER)) {
      String none = SERVER + " is not there; './mano4j test --live' installs it";
      RabbitMq.missing(none);
    }
    try {
      Path folder = Files.createTempDirectory("mano4j-rabbitmq");
      RabbitMqNode node = new RabbitMqNode(folder, List.of(configuration));
      node.configure();
      try {
        node.start();
      } catch (RuntimeException e) {
        node.close();
        throw e;
      }
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure() throws IOException {
    String lines =
        """
        listeners.tcp.default = 127.0.0.1:%d
        management.tcp.ip = 127.0.0.1
        management.tcp.port = %d
        """
            .formatted(port, managementPort);
    Files.writeString(
        folder.resolve("rabbitmq.conf"), lines + String.join("\n", configuration) + "\n");
    Files.writeString(folder.resolve("enabled_plugins"), "[rabbitmq_management].\n");
    Files.writeString(folder.resolve(".erlang.cookie"), name);
    folder.resolve(".erlang.cookie").toFile().setWritable(false, false);
    folder.resolve(".erlang.cookie").toFile().setReadable(false, false);
    folder.resolve(".erlang.cookie").toFile().setReadable(true, true);
  }

  /** Where it listens; the same after a restart. */
  public int port() {
    return port;
  }

  /** The node as others see it. */
  public RabbitMq broker() {
    return new RabbitMq(
        "127.0.0.1",
        port,
        URI.create("http://127.0.0.1:" + managementPort),
        new BusCredentials("guest", "guest"));
  }

  /**
   * Starts it again after {@link #kill()} or {@link #stop()}, with the messages and queues that it
   * had kept.
   */
  public void start() {
    try {
      ProcessBuilder builder =
          command(SERVER).redirectOutput(folder.resolve("output.log").toFile());
      Map<String, String> environment = builder.environment();
      environment.put("RABBITMQ_DIST_PORT", "" + distributionPort);
      environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
      environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
      environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
      environment.put(
          "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("enabled_plugins").toString());
      process = builder.start();
      awaitAnswer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program of RabbitMQ's for this node. */
  private ProcessBuilder command(Path program, String... arguments) {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("RABBITMQ_NODENAME", name + "@localhost");
    return builder;
  }

  /**
   * Runs {@code rabbitmqctl} on this node, which takes a second or two.
   *
   * @return what it prints
   * @throws IllegalStateException if it fails
   */
  public String control(String... arguments) {
    try {
      Process running = command(CONTROL, arguments).start();
      String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (running.waitFor() != 0) {
        throw new IllegalStateException("rabbitmqctl " + arguments[0] + " fails:\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rabbitmqctl ran", e);
    }
  }

  /** Ends it in an orderly way, as an administrator would. */
  public void stop() {
    control("stop");
    Process stopping = process;
    if (stopping != null) {
      stopping.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      process = null;
    }
  }

  private void awaitAnswer() {
    BrokerManagement api = new BrokerManagement(broker().management(), broker().administrator());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process != null && process.isAlive()) {
      try {
        api.call("GET", "health/checks/port-listener/" + port, "");
        return;
      } catch (NfvoException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    throw new IllegalStateException("RabbitMQ does not start:\n" + output());
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output.log"));
    } catch (IOException e) {
      return "(no output)";
    }
  }

  /** Ends it at once, as a power cut would. */
  public void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    List<ProcessHandle> all =
        Stream.concat(running.descendants(), Stream.of(running.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().completeOnTimeout(handle, 10, TimeUnit.SECONDS).join());
  }

  /** Ends it and removes its files. Idempotent. */
  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      return; // removed before
    }
  }

  /**
   * A port that nobody has, below those that systems give out by themselves (from 32,768 on): it is
   * to be free later, too, when the node starts for the first time, or again.
   */
  static int freePort() {
    IOException last = null;
    for (int tried = 0; tried < PORTS; tried++) {
      int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e; // somebody has it
      }
    }
    throw new UncheckedIOException(
        "no port from " + FIRST_PORT + " on is free on loopback", Objects.requireNonNull(last));
  }
}
