package org.mano4j.pop.server;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.Resources;

/**
 * What a Pop tells of itself.
 *
 * @param capacity what it has
 * @param networks the addresses of its networks, without asking the platform
 */
record InfoCall(
    String name,
    Clock clock,
    Platform platform,
    PopStore store,
    Supplier<Resources> capacity,
    Supplier<List<NetworkUse>> networks) {

  PopInfo answer() {
    return new PopInfo(
        platform.type(),
        name,
        clock.instant(),
        capacity.get(),
        used(),
        networks.get(),
        capabilities());
  }

  /** What the containers use that have not ended. */
  private Resources used() {
    long containers = 0;
    double vcpus = 0;
    long ram = 0;
    for (ContainerRecord record : store.all()) {
      ContainerStatus status = record.container().status();
      boolean ended = status == ContainerStatus.EXITED || status == ContainerStatus.FAILED;
      // A failed one that could not be stopped is still there.
      if (!ended || record.hasInstance()) {
        Flavour flavour = record.flavour();
        containers++;
        vcpus += flavour.vcpus();
        ram += flavour.ram();
      }
    }
    return new Resources(containers, vcpus, ram);
  }

  private Set<String> capabilities() {
    return platform.capabilities().stream()
        .flatMap(capability -> capability.calls().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
