package org.mano4j.pop.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.SubnetPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network of containers that ask for none. Made if there is none of its name. Thread-safe. */
final class DefaultNetwork {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultNetwork.class);

  /** How many subnets are tried: each may take the engine a while. */
  private static final int MAX_ATTEMPTS = 64;

  private final String name;
  private final List<SubnetPool> pools;
  private final NetworkCreation creation;

  /**
   * Held over calls of the engine: it lets two that look at the same time make a network of one
   * name each, and until one of them is gone again, it starts no container in either.
   */
  private final ReentrantLock making = new ReentrantLock();

  /** As this Pop has made it and seen it last; null if somebody else has. */
  private volatile @Nullable Network own;

  DefaultNetwork(DockerPopConfig config, NetworkCreation creation) {
    this.name = config.defaultNetwork();
    this.pools = config.defaultSubnets();
    this.creation = creation;
  }

  boolean isIt(EngineNetwork network) {
    return network.name().equals(name);
  }

  /** Whether it has to be made again: somebody else's has not. */
  boolean isLost(List<EngineNetwork> all) {
    return own != null && all.stream().noneMatch(this::isIt);
  }

  /** Remembers what it is like. */
  void saw(List<EngineNetwork> offered, String owner) {
    offered.stream()
        .filter(this::isIt)
        .findFirst()
        .ifPresent(network -> own = network.belongsTo(owner) ? network.offered() : null);
  }

  /**
   * Makes it: as it was, so that containers keep their addresses, or else in the first subnet that
   * is free.
   *
   * @param used ranges in use
   * @throws PopException RESOURCE_EXHAUSTED if no subnet is free
   */
  void make(List<String> used) {
    making.lock();
    try {
      makeAlone(used);
    } finally {
      making.unlock();
    }
  }

  private void makeAlone(List<String> used) {
    Network before = own;
    if (before != null && makeAgain(before)) {
      return;
    }
    List<String> taken = new ArrayList<>(used);
    for (int attempt = 1; ; attempt++) {
      Subnet free = SubnetPool.firstFree(pools, taken).orElseThrow(this::noneLeft);
      Optional<PopException> refusal = refusal(NetworkConfig.of(name).withSubnet(free));
      if (refusal.isEmpty()) {
        LOG.info("made the default network '{}' with {}", name, free.cidr());
        return;
      }
      if (attempt == MAX_ATTEMPTS) {
        throw refusal.get();
      }
      taken.add(free.cidr());
    }
  }

  private boolean makeAgain(Network before) {
    NetworkConfig same = new NetworkConfig(name, before.external(), before.subnets(), before.mtu());
    Optional<PopException> refusal = refusal(same);
    refusal.ifPresentOrElse(
        e ->
            LOG.warn(
                "the default network '{}' was removed from the engine and cannot be made again as"
                    + " it was: {}; containers with addresses there cannot start",
                name,
                e.text()),
        () -> LOG.warn("the default network '{}' was removed; it is made again", name));
    return refusal.isEmpty();
  }

  /** Why another subnet is needed; empty if it is there now, whoever has made it. */
  private Optional<PopException> refusal(NetworkConfig config) {
    try {
      creation.make(config, "bridge");
      return Optional.empty();
    } catch (PopException e) {
      if (e.reason().equals(PopReason.SUBNET_TAKEN)) {
        return Optional.of(e);
      }
      if (e.reason().equals(PopReason.NAME_TAKEN)) {
        // Another Pop on this engine was faster: it is the same for both.
        return Optional.empty();
      }
      throw e;
    }
  }

  private PopException noneLeft() {
    return new PopException(
        Code.RESOURCE_EXHAUSTED,
        PopReason.NO_SUBNET_LEFT,
        "no more subnets available for this host: every one of "
            + pools.stream().map(SubnetPool::cidr).toList()
            + " overlaps with a network of the engine or a route of its host; remove networks,"
            + " make a network '"
            + name
            + "' by hand, or name other subnets for it");
  }
}
