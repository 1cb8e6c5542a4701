package org.mano4j.testkit.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;
import org.mano4j.pop.server.BackendCapability;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceListener;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.pop.server.StartedInstance;

/** A backend that can be left by its Pop without being closed, as in a crash. */
class CrashingBackend implements PopBackend {

  private final PopBackend to;
  private volatile boolean crashed;

  CrashingBackend(PopBackend to) {
    this.to = to;
  }

  /** From now on its Pop neither closes it nor hears of it. */
  void crash() {
    crashed = true;
  }

  void closeReally() {
    to.close();
  }

  @Override
  public String type() {
    return to.type();
  }

  @Override
  public Set<BackendCapability> capabilities() {
    return to.capabilities();
  }

  @Override
  public void open(String owner, InstanceListener listener) {
    to.open(
        owner,
        new InstanceListener() {
          @Override
          public void ended(String instanceId, InstanceEnd end) {
            if (!crashed) {
              listener.ended(instanceId, end);
            }
          }

          @Override
          public void noted(String instanceId, String remark) {
            if (!crashed) {
              listener.noted(instanceId, remark);
            }
          }
        });
  }

  @Override
  public List<InstanceState> instances() {
    return to.instances();
  }

  @Override
  public List<Image> images() {
    return to.images();
  }

  @Override
  public Optional<Image> image(String reference) {
    return to.image(reference);
  }

  @Override
  public void check(Image image) {
    to.check(image);
  }

  @Override
  public List<Network> networks() {
    return to.networks();
  }

  @Override
  public StartedInstance start(InstanceSpec spec) {
    return to.start(spec);
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    to.stop(instanceId, grace);
  }

  @Override
  public void forget(String instanceId) {
    to.forget(instanceId);
  }

  @Override
  public Network createNetwork(NetworkConfig config) {
    return to.createNetwork(config);
  }

  @Override
  public void deleteNetwork(String networkId) {
    to.deleteNetwork(networkId);
  }

  @Override
  public List<String> takenSubnets() {
    return to.takenSubnets();
  }

  @Override
  public List<String> foreignAddresses(Network network) {
    return to.foreignAddresses(network);
  }

  @Override
  public Image pull(String reference, Consumer<PullProgress> progress) {
    return to.pull(reference, progress);
  }

  @Override
  public void logs(String instanceId, LogOptions options, Consumer<LogChunk> output) {
    to.logs(instanceId, options, output);
  }

  @Override
  public ContainerStats stats(String instanceId) {
    return to.stats(instanceId);
  }

  @Override
  public Resources capacity() {
    return to.capacity();
  }

  @Override
  public void close() {
    if (!crashed) {
      to.close();
    }
  }
}
