package org.mano4j.samples;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;

// snippet:backend
/** A Pop on local processes: an image is a command, its environment the container's metadata. */
class ProcessPopBackend implements PopBackend {

  private final Map<String, List<String>> commands;
  private final Map<String, Process> running = new ConcurrentHashMap<>();
  private volatile InstanceListener listener = (id, exitCode) -> {};

  ProcessPopBackend(Map<String, List<String>> commandsByImage) {
    this.commands = Map.copyOf(commandsByImage);
  }

  @Override
  public String type() {
    return "process";
  }

  @Override
  public void open(String owner, InstanceListener exits) {
    listener = exits;
  }

  @Override
  public List<InstanceState> instances() {
    return running.keySet().stream().map(InstanceState::running).toList();
  }

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

  @Override
  public StartedInstance start(InstanceSpec spec) {
    List<String> command = commands.get(spec.image().id());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    builder.environment().putAll(spec.environment());
    try {
      Process process = builder.start();
      running.put(spec.id(), process);
      process.onExit().thenAccept(ended -> exited(spec.id(), ended.exitValue()));
      return StartedInstance.of(command);
    } catch (IOException e) {
      throw new PopException(
          PopException.Code.FAILED_PRECONDITION, "cannot run " + command.get(0), e);
    }
  }

  private void exited(String id, int exitCode) {
    running.remove(id);
    listener.exited(id, exitCode);
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    Process process = running.get(instanceId);
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    listener = (id, exitCode) -> {};
  }
}
// end
