package org.mano4j.pop.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
final class ContainerRegistry implements InstanceListener {

  private final PopStore store;
  private final PopParts pop;
  private final Flavours flavours;
  private final ContainerIndex index;
  private final ContainerCreation creation;

  /** What was told by instance before this Pop has found out what became of its containers. */
  private final Map<String, InstanceEnd> early = new ConcurrentHashMap<>();

  private volatile CompletableFuture<Void> reconciled = CompletableFuture.completedFuture(null);

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
            networks,
            clock,
            executor,
            work,
            rules.input(),
            this::forgotten,
            this::holder);
    this.creation = new ContainerCreation(pop, index, rules);
  }

  /** Takes in what the store remembers. Comes first, before the platform reports anything. */
  void restore() {
    reconciled = new CompletableFuture<>();
    store.all().forEach(creation::restore);
  }

  /**
   * Brings what the store remembers and what the platform runs together. Comes before any call.
   *
   * @throws PopException if the platform does not tell what it runs
   */
  void reconcile() {
    new Reconciliation(pop, store, early).run();
    reconciled.complete(null);
    early.clear();
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

  /** The same containers, as entries of a list. */
  List<ListedContainer.Entry> entriesAfter(long number, int limit) {
    return index.entriesAfter(number, limit);
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

  /** Runs a container, as long as its caller waits for it. */
  CompletableFuture<StartOutcome> start(Filter filter, Patience caller) {
    return life(filter).start(caller);
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

  @Override
  public void ended(String instanceId, InstanceEnd end) {
    CompletableFuture<Void> turn = reconciled;
    if (!turn.isDone()) {
      early.put(instanceId, end);
    }
    turn.thenRun(() -> lifeOf(instanceId).ended(instanceId, end));
  }

  @Override
  public void noted(String instanceId, String remark) {
    reconciled.thenRun(() -> lifeOf(instanceId).noted(instanceId, remark));
  }

  private ContainerLife lifeOf(String instanceId) {
    String id = store.find(instanceId).isPresent() ? instanceId : withoutLife(instanceId);
    return new ContainerLife(id, pop);
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

  /** In words, the container that has one of these addresses now; empty if none has. */
  private String holder(Collection<Endpoint> wanted) {
    Set<String> taken = new HashSet<>();
    wanted.forEach(endpoint -> taken.addAll(places(endpoint)));
    for (ContainerRecord record : store.all()) {
      if (!record.holdsAddresses()) {
        continue;
      }
      for (Endpoint endpoint : record.container().endpoints().values()) {
        for (String place : places(endpoint)) {
          if (taken.contains(place)) {
            return place + " is container '" + record.container().name() + "', id " + record.id();
          }
        }
      }
    }
    return "";
  }

  private static List<String> places(Endpoint endpoint) {
    return Stream.of(Optional.ofNullable(endpoint.ipv4()), Optional.ofNullable(endpoint.ipv6()))
        .flatMap(Optional::stream)
        .map(ip -> ip.address() + " of network '" + endpoint.networkName() + "'")
        .toList();
  }
}
