package org.mano4j.pop.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
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
  private final AtomicLong created = new AtomicLong();
  private final ConcurrentMap<String, ContainerLife> lives = new ConcurrentHashMap<>();

  /** Ids by name; a name is here as soon as a Create wants it, and until its container is gone. */
  private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();

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
    this.networks = networks;
    this.defaultNetwork = defaultNetwork;
    this.ids = () -> UUID.randomUUID().toString();
  }

  /** The containers meant, oldest first. */
  List<Container> list(Filter filter) {
    if (!(filter instanceof Filter.All)) {
      return List.of(find(filter).container());
    }
    return pop.store().all().stream()
        .sorted(Comparator.comparingLong(ContainerRecord::number))
        .map(ContainerRecord::container)
        .toList();
  }

  /** Reserves a name and addresses, or nothing at all. */
  Container create(ContainerConfig config, String owner) {
    checkFlavour(config.flavourId());
    String id = ids.get();
    String name = config.name().isEmpty() ? KIND + "-" + id : config.name();
    InputRules.checkName(name);
    if (names.putIfAbsent(name, id) != null) {
      throw new PopException(
          Code.ALREADY_EXISTS,
          "container name "
              + name
              + " already taken; delete that container or choose another name");
    }
    try {
      return create(id, name, config, owner);
    } catch (RuntimeException e) {
      names.remove(name, id);
      throw e;
    }
  }

  CompletableFuture<Void> metadata(Filter filter, Map<String, String> entries) {
    return life(filter).metadata(entries);
  }

  CompletableFuture<Container> start(Filter filter) {
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
    Map<String, Endpoint> endpoints =
        networks.reserve(
            config.endpoints().isEmpty()
                ? Map.of(defaultNetwork, Endpoint.automatic())
                : config.endpoints());
    try {
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
      pop.store()
          .save(
              ContainerRecordBuilder.builder()
                  .container(container)
                  .number(created.incrementAndGet())
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
      pop.addresses().release(endpoints.values());
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

  private ContainerRecord find(Filter filter) {
    Filters.checkSingle(KIND, filter);
    String id =
        filter instanceof Filter.ByName byName
            ? names.getOrDefault(byName.name(), "")
            : ((Filter.ById) filter).id();
    return pop.store().find(id).orElseThrow(() -> Filters.notFound(KIND, filter));
  }

  private ContainerLife life(Filter filter) {
    ContainerLife life = lives.get(find(filter).id());
    if (life == null) {
      throw Filters.notFound(KIND, filter);
    }
    return life;
  }

  private void forgotten(ContainerRecord record) {
    lives.remove(record.id());
    names.remove(record.container().name(), record.id());
  }
}
