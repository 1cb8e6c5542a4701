package org.mano4j.pop.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopException;
import org.mano4j.pop.Resources;

/**
 * The containers of a Pop. Reading never waits; what changes a container is carried out in its own
 * lane, so that containers never wait for each other. No call looks at all containers but those
 * that list them. Thread-safe.
 */
final class ContainerRegistry {

  private final PopStore store;
  private final PopParts pop;
  private final Flavours flavours;
  private final ContainerIndex index;
  private final ContainerCreation creation;

  ContainerRegistry(
      Platform platform,
      PopStore store,
      AddressManager addresses,
      NetworkCatalog networks,
      ContainerChanges changes,
      Clock clock,
      Executor executor,
      InFlight work,
      ContainerRules rules) {
    this.store = store;
    this.flavours = rules.flavours();
    this.index = new ContainerIndex(store);
    this.pop =
        new PopParts(
            platform,
            new ContainerLedger(store, changes),
            addresses,
            clock,
            executor,
            work,
            rules.input(),
            this::forgotten,
            this::holder);
    this.creation = new ContainerCreation(pop, index, networks, rules);
  }

  /** Takes in what the store remembers. Comes first, before the platform reports anything. */
  void restore() {
    store.all().forEach(creation::restore);
  }

  /**
   * Brings what the store remembers and what the platform runs together. Comes before any call.
   *
   * @throws PopException if the platform does not tell what it runs
   */
  void reconcile() {
    new Reconciliation(pop, store).run();
  }

  /** The containers meant, oldest first. */
  List<Container> list(Filter filter) {
    if (!(filter instanceof Filter.All)) {
      return List.of(index.find(filter).container());
    }
    return after(0, 0).stream().map(ContainerRecord::container).toList();
  }

  /**
   * Containers in the order of their creation.
   *
   * @param number only those after the one with this {@link ContainerRecord#number}; 0 for all
   * @param limit at most so many; 0 for all
   */
  List<ContainerRecord> after(long number, int limit) {
    return index.after(number, limit);
  }

  /** The container meant, with all that is remembered of it. */
  ContainerRecord find(Filter filter) {
    return index.find(filter);
  }

  /** The flavours that containers can have. */
  List<Flavour> flavours() {
    return flavours.all();
  }

  /** What the containers that have not ended have together. Looks at all of them. */
  Resources used() {
    long containers = 0;
    double vcpus = 0;
    long ram = 0;
    for (ContainerRecord record : store.all()) {
      ContainerStatus status = record.container().status();
      if (record.hasInstance() || status == ContainerStatus.CREATED) {
        containers++;
        vcpus += record.flavour().vcpus();
        ram += record.flavour().ram();
      }
    }
    return new Resources(containers, vcpus, ram);
  }

  /** Reserves a name and addresses, or nothing at all. */
  Container create(ContainerConfig config, String owner) {
    return creation.create(config, owner);
  }

  CompletableFuture<Void> metadata(Filter filter, Map<String, String> entries) {
    return life(filter).metadata(entries);
  }

  CompletableFuture<StartOutcome> start(Filter filter) {
    return life(filter).start();
  }

  CompletableFuture<Void> stop(Filter filter, Duration grace) {
    return life(filter).stop(grace);
  }

  CompletableFuture<Void> delete(Filter filter, Duration grace) {
    return life(filter).delete(grace);
  }

  /** Begins a new life of a container that has ended. */
  CompletableFuture<Container> reset(Filter filter) {
    return life(filter).reset();
  }

  /** The platform tells that an instance has ended by itself. */
  void exited(String instanceId, int exitCode) {
    String id = store.find(instanceId).isPresent() ? instanceId : withoutLife(instanceId);
    new ContainerLife(id, pop).exited(instanceId, exitCode);
  }

  /** See {@link ContainerRecord#instanceId}. */
  private static String withoutLife(String instanceId) {
    int end = instanceId.lastIndexOf('-');
    return end < 0 ? instanceId : instanceId.substring(0, end);
  }

  private ContainerLife life(Filter filter) {
    return new ContainerLife(index.find(filter).id(), pop);
  }

  private void forgotten(ContainerRecord record) {
    creation.forget(record);
  }

  private String holder(Collection<Endpoint> wanted) {
    Set<String> taken =
        wanted.stream().flatMap(ContainerRegistry::places).collect(Collectors.toSet());
    return store.all().stream()
        .filter(ContainerRecord::holdsAddresses)
        .filter(
            record ->
                record.container().endpoints().values().stream()
                    .flatMap(ContainerRegistry::places)
                    .anyMatch(taken::contains))
        .findFirst()
        .map(record -> "container '" + record.container().name() + "' (id " + record.id() + ")")
        .orElse("");
  }

  private static Stream<String> places(Endpoint endpoint) {
    return Stream.of(endpoint.ipv4(), endpoint.ipv6())
        .filter(Objects::nonNull)
        .map(ip -> endpoint.networkId() + " " + ip.address());
  }
}
