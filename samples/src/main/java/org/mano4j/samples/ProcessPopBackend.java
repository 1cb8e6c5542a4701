package org.mano4j.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;

/** A Pop on local processes: an image is a command, its environment the container's metadata. */
// snippet:begin
public final class ProcessPopBackend implements PopBackend {

  private final Path directory;
  private final Map<String, List<String>> commands;
  private final Map<String, ProcessHandle> running = new ConcurrentHashMap<>();
  private volatile InstanceListener listener = (id, end) -> {};
  private volatile Path owned = Path.of("");

  /** With a directory to write down what runs, so that a Pop that was killed finds it again. */
  public ProcessPopBackend(Path directory, Map<String, List<String>> commandsByImage) {
    this.directory = directory;
    this.commands = Map.copyOf(commandsByImage);
  }

  @Override
  public String type() {
    return "process";
  }

  @Override
  public void open(String owner, InstanceListener exits) {
    listener = exits;
    try {
      owned = Files.createDirectories(directory.resolve(owner));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write down in " + directory + " what runs", e);
    }
  }

  // end

  // snippet:find
  @Override
  public List<InstanceState> instances() {
    try (Stream<Path> files = Files.list(owned)) {
      return files.map(this::found).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read in " + owned + " what runs", e);
    }
  }

  /** Watches what an earlier Pop has left running; only that one could know the exit code. */
  private InstanceState found(Path file) {
    String id = file.getFileName().toString();
    if (!running.containsKey(id)) {
      Optional<ProcessHandle> process = read(file);
      if (process.isEmpty()) {
        return new InstanceState(id, false, null, false);
      }
      watch(id, process.get(), process.get().onExit().thenApply(ended -> -1));
    }
    return InstanceState.running(id);
  }

  // end

  // snippet:offer
  @Override
  public List<Image> images() {
    return commands.keySet().stream()
        .map(name -> new Image(name, List.of(name), Instant.EPOCH))
        .toList();
  }

  @Override
  public List<Network> networks() {
    Subnet loopback = new Subnet("127.1.0.0/16", "127.1.0.1");
    return List.of(new Network("loopback", "private", false, List.of(loopback)));
  }

  // end

  // snippet:run
  @Override
  public StartedInstance start(InstanceSpec spec) {
    List<String> command = commands.get(spec.image().id());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    builder.environment().keySet().retainAll(Set.of("PATH")); // The Pop's own may hold secrets.
    builder.environment().putAll(spec.environment());
    try {
      Process process = builder.start();
      write(spec.id(), process);
      watch(spec.id(), process.toHandle(), process.onExit().thenApply(Process::exitValue));
      return StartedInstance.of(command);
    } catch (IOException e) {
      throw new PopException(Code.FAILED_PRECONDITION, "cannot run " + command + ": " + e, e);
    }
  }

  private void watch(String id, ProcessHandle process, CompletableFuture<Integer> exit) {
    running.put(id, process);
    exit.thenAccept(
        exitCode -> {
          release(id);
          listener.exited(id, exitCode);
        });
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    ProcessHandle process = running.get(instanceId);
    if (process != null && process.destroy() && !ends(process, grace)) {
      process.destroyForcibly();
      if (!ends(process, Duration.ofSeconds(10))) {
        throw new PopException(Code.UNKNOWN, "process " + process.pid() + " does not end");
      }
    }
    release(instanceId);
  }

  private static boolean ends(ProcessHandle process, Duration time) {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !process.isAlive();
  }

  // end

  // snippet:files
  /** The number of a process is used again some day; its beginning tells it from others. */
  private void write(String id, Process process) throws IOException {
    try {
      Files.writeString(owned.resolve(id), process.pid() + " " + begin(process.toHandle()));
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Optional<ProcessHandle> read(Path file) {
    try {
      String[] known = Files.readString(file).split(" ");
      return known.length < 2 // The Pop was killed while it wrote.
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(known[0]))
              .filter(process -> process.isAlive() && begin(process).equals(known[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String begin(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  private void release(String id) {
    running.remove(id);
    try {
      Files.deleteIfExists(owned.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot forget instance " + id, e);
    }
  }

  @Override
  public void close() {
    listener = (id, end) -> {};
  }
  // end
}
