package org.mano4j.pop.server;

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

/** Another backend with something changed by the test. */
class ForwardingBackend implements PopBackend {

  private final PopBackend to;

  ForwardingBackend(PopBackend to) {
    this.to = to;
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
    to.open(owner, listener);
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
  public StartedInstance start(InstanceSpec spec) {
    return to.start(spec);
  }

  @Override
  public void stop(String instanceId, Duration grace) {
    to.stop(instanceId, grace);
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
    to.close();
  }
}
