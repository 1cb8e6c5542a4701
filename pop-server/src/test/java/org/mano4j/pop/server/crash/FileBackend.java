package org.mano4j.pop.server.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;

/**
 * A platform that goes on without the server: an instance is a file. Where the metadata has {@code
 * exit}, the instance ends soon by itself, with that code, and is a file with another name until it
 * is removed. What must not be is written down in {@link #violations}.
 */
final class FileBackend implements PopBackend {

  private static final String ENDED = ".ended.";

  private final Path instances;
  private final Path root;
  private final ScheduledExecutorService ends =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ends");
            thread.setDaemon(true);
            return thread;
          });
  private volatile InstanceListener listener = (id, end) -> {};

  /** Held by whoever takes an instance away: a stop must not miss one that changes its name. */
  private final ReentrantLock removal = new ReentrantLock();

  FileBackend(Path root) {
    this.root = root;
    this.instances = root.resolve("instances");
    try {
      Files.createDirectories(instances);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of instances, running or ended. */
  List<Path> files() {
    try (Stream<Path> files = Files.list(instances)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids of the instances that are there, running or ended. */
  List<String> ids() {
    return files().stream().map(FileBackend::id).sorted().toList();
  }

  /** What has happened that must not. */
  String violations() {
    try {
      Path file = root.resolve("violations");
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends an instance that may end by itself, while no server sees it. */
  void endUnseen(Path file, boolean leaveTrace) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (!isEnded(file) && !lines.get(2).isEmpty()) {
      if (leaveTrace) {
        Files.move(file, ended(file, Integer.parseInt(lines.get(2))));
      } else {
        Files.delete(file);
      }
    }
  }

  @Override
  public String type() {
    return "files";
  }

  @Override
  public void open(String owner, InstanceListener told) {
    listener = told;
    for (Path file : files()) {
      try {
        endLater(file, Files.readAllLines(file).get(2));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public List<InstanceState> instances() {
    List<InstanceState> states = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      states.add(
          isEnded(file)
              ? InstanceState.ended(
                  id(file), Integer.parseInt(name.substring(name.lastIndexOf('.') + 1)))
              : InstanceState.running(name));
    }
    return states;
  }

  @Override
  public List<Image> images() {
    return List.of(new Image("sha256:1", List.of("web:latest"), Instant.EPOCH));
  }

  @Override
  public List<Network> networks() {
    return List.of(
        new Network(
            "net-private", "private", false, List.of(new Subnet("10.20.0.0/26", "10.20.0.1"))));
  }

  @Override
  public StartedInstance start(InstanceSpec spec) {
    pause(4);
    try {
      String address = spec.endpoints().get("private").address();
      String exit = spec.environment().getOrDefault("exit", "");
      for (Path other : files()) {
        check(spec, address, other);
      }
      Path next = Files.createTempFile(root, "instance", "");
      Files.writeString(next, spec.name() + "\n" + address + "\n" + exit + "\n.\n");
      Path file = instances.resolve(spec.id());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      endLater(file, exit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pause(4);
    return StartedInstance.of(List.of("run"));
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    pause(10);
    removal.lock();
    try {
      for (Path file : files()) {
        if (id(file).equals(instanceId)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      removal.unlock();
    }
    pause(4);
  }

  @Override
  public void close() {
    ends.shutdownNow();
  }

  private void endLater(Path file, String exit) {
    if (!exit.isEmpty() && !isEnded(file)) {
      int code = Integer.parseInt(exit);
      long millis = ThreadLocalRandom.current().nextInt(40);
      ends.schedule(() -> end(file, code), millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Tells of the end unless a stop was faster. */
  private void end(Path file, int code) {
    removal.lock();
    try {
      Path ended = ended(file, code);
      Files.move(file, ended, StandardCopyOption.ATOMIC_MOVE);
      pause(3);
      if (Files.deleteIfExists(ended)) {
        listener.exited(id(file), code);
      }
    } catch (IOException e) {
      // Stopped before.
      return;
    } finally {
      removal.unlock();
    }
  }

  private void check(InstanceSpec spec, String address, Path other) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(other);
    } catch (IOException e) {
      // It has just ended.
      return;
    }
    if (id(other).equals(spec.id())
        || lines.get(0).equals(spec.name())
        || lines.get(1).equals(address)) {
      Files.writeString(
          root.resolve("violations"),
          spec.id() + " " + spec.name() + " " + address + " met " + other + " " + lines + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static Path ended(Path file, int code) {
    return file.resolveSibling(file.getFileName() + ENDED + code);
  }

  private static boolean isEnded(Path file) {
    return file.getFileName().toString().contains(ENDED);
  }

  private static String id(Path file) {
    String name = file.getFileName().toString();
    return isEnded(file) ? name.substring(0, name.indexOf(ENDED)) : name;
  }

  /** So that crashes meet all kinds of moments. */
  private static void pause(int maxMillis) {
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(maxMillis + 1)));
  }
}
