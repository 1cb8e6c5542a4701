package org.mano4j.pop.server;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/**
 * The containers of a Pop. Reading never waits; what changes a container is carried out in its own
 * lane, so that containers never wait for each other. Thread-safe.
 */
final class ContainerRegistry {

  private static final String KIND = "container";

  private final PopParts pop;
  private final NetworkCatalog networks;
  private final String defaultNetwork;
  private final Supplier<String> ids;
  private final ContainerIndex index;
  private final ConcurrentMap<String, ContainerLife> lives = new ConcurrentHashMap<>();

  ContainerRegistry(
      Platform platform,
      PopStore store,
      AddressManager addresses,
      NetworkCatalog networks,
      ContainerChanges changes,
      Clock clock,
      Executor executor,
      InFlight work,
      String defaultNetwork) {
    this.pop =
        new PopParts(platform, store, addresses, changes, clock, executor, work, this::forgotten);
    this.index = new ContainerIndex(store);
    this.networks = networks;
    this.defaultNetwork = defaultNetwork;
    this.ids = () -> UUID.randomUUID().toString();
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

  /** Reserves a name and addresses, or nothing at all. */
  Container create(ContainerConfig config, String owner) {
    checkFlavour(config.flavourId());
    String id = ids.get();
    String name = config.name().isEmpty() ? KIND + "-" + id : config.name();
    InputRules.checkName(name);
    index.takeName(name, id);
    try {
      return create(id, name, config, owner);
    } catch (RuntimeException e) {
      index.returnName(name, id);
      throw e;
    }
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

  /** The platform tells that an instance has ended by itself. */
  void exited(String instanceId, int exitCode) {
    ContainerLife life = lives.get(instanceId);
    if (life != null) {
      life.exited(exitCode);
    }
  }

  private Container create(String id, String name, ContainerConfig config, String owner) {
    Image image = image(config.imageId());
    List<Endpoint> reserved = pop.addresses().reserve(wishes(config.endpoints()));
    long number = index.nextNumber();
    try {
      Map<String, Endpoint> endpoints = new LinkedHashMap<>();
      reserved.forEach(endpoint -> endpoints.put(endpoint.networkName(), endpoint));
      Container container =
          ContainerBuilder.builder()
              .id(id)
              .names(List.of(name))
              .imageId(config.imageId())
              .flavourId(Flavour.UNLIMITED.id())
              .command("")
              .created(pop.clock().instant())
              .status(ContainerStatus.CREATED)
              .extendedStatus("container ready for instantiation")
              .endpoints(endpoints)
              .metadata(Map.of())
              .life(1)
              .build();
      lives.put(id, new ContainerLife(id, pop));
      index.list(number, id);
      pop.store()
          .save(
              ContainerRecordBuilder.builder()
                  .container(container)
                  .number(number)
                  .image(image)
                  .flavour(Flavour.UNLIMITED)
                  .owner(owner)
                  .idempotencyKey("")
                  .configDigest("")
                  .holdsAddresses(true)
                  .build());
      return container;
    } catch (RuntimeException e) {
      lives.remove(id);
      index.unlist(number);
      pop.addresses().release(reserved);
      throw e;
    }
  }

  private static void checkFlavour(String id) {
    if (!id.isEmpty() && !id.equals(Flavour.UNLIMITED.id())) {
      throw new PopException(
          Code.NOT_FOUND,
          "unsupported flavour "
              + id
              + " (flavour_id), only "
              + Flavour.UNLIMITED.id()
              + " is supported");
    }
  }

  private Image image(String reference) {
    if (reference.isEmpty()) {
      throw new PopException(
          Code.INVALID_ARGUMENT, "no image ID provided: image_id needs the id or name of an image");
    }
    return pop.platform()
        .image(reference)
        .orElseThrow(
            () ->
                new PopException(
                    Code.NOT_FOUND,
                    "no such image: " + reference + " (image_id) is not on this Pop"));
  }

  private List<AddressManager.Wish> wishes(Map<String, Endpoint> wanted) {
    Map<String, Endpoint> endpoints =
        wanted.isEmpty() ? Map.of(defaultNetwork, Endpoint.automatic()) : wanted;
    List<AddressManager.Wish> wishes = new ArrayList<>(endpoints.size());
    endpoints.forEach(
        (name, endpoint) -> {
          Ip ipv6 = endpoint.ipv6();
          if (ipv6 != null && !ipv6.address().isEmpty()) {
            throw new PopException(
                Code.INVALID_ARGUMENT,
                "IPv6 addresses are not given out here (endpoints[\"" + name + "\"].ipv6)");
          }
          wishes.add(new AddressManager.Wish(networks.named(name), endpoint.address()));
        });
    return wishes;
  }

  private ContainerLife life(Filter filter) {
    ContainerLife life = lives.get(index.find(filter).id());
    if (life == null) {
      throw Filters.notFound(KIND, filter);
    }
    return life;
  }

  private void forgotten(ContainerRecord record) {
    lives.remove(record.id());
    index.forget(record);
  }
}
