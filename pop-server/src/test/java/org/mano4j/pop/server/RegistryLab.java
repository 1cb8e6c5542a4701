package org.mano4j.pop.server;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;

/** A registry without a server around it, whose Pop can be killed and started again. */
final class RegistryLab implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(60);
  static final String USER = "admin";

  final PopStore store;
  final PopBackend backend;
  InFlight work = new InFlight();
  final List<String> told = new CopyOnWriteArrayList<>();
  ContainerRules rules = rules(List.of(), Integer.MAX_VALUE);
  volatile Duration timeout = Duration.ofSeconds(30);
  AddressManager addresses = new AddressManager();
  ContainerRegistry registry;
  private NetworkCatalog networks;
  private Platform platform;
  private ExecutorService threads = Executors.newCachedThreadPool();

  RegistryLab(PopBackend backend) {
    this(backend, new InMemoryPopStore());
  }

  RegistryLab(PopBackend backend, PopStore store) {
    this.backend = backend;
    this.store = store;
    this.platform = new Platform(backend);
    this.networks = new NetworkCatalog(platform, store, addresses);
    this.registry = registry();
  }

  static ContainerRules rules(List<Flavour> flavours, int containersPerUser) {
    return new ContainerRules(
        new Flavours(flavours), InputRules.defaults(), containersPerUser, "private");
  }

  /** A Pop with the same memory and platform, as after a crash. */
  RegistryLab restart() {
    close();
    threads = Executors.newCachedThreadPool();
    work = new InFlight();
    addresses = new AddressManager();
    registry = registry();
    registry.restore();
    networks.refresh();
    registry.reconcile();
    return this;
  }

  private ContainerRegistry registry() {
    platform = new Platform(backend, () -> timeout, threads);
    networks = new NetworkCatalog(platform, store, addresses);
    ContainerRegistry made =
        new ContainerRegistry(
            platform,
            store,
            addresses,
            networks,
            new ContainerChanges() {
              @Override
              public void changed(Container container) {
                told.add(container.name() + " " + container.status());
              }

              @Override
              public void deleted(Container container) {
                told.add(container.name() + " deleted");
              }
            },
            Clock.systemUTC(),
            threads,
            work,
            rules);
    backend.open(store.popId(), made);
    networks.open();
    return made;
  }

  Container create(String name) {
    return registry.create(ContainerConfig.of(name, "web:latest"), USER);
  }

  Container running(String name) {
    create(name);
    return start(name);
  }

  Container start(String name) {
    return get(registry.start(Filter.byName(name), Patience.ENDLESS)).container();
  }

  void stop(String name) {
    get(registry.stop(Filter.byName(name), Duration.ZERO));
  }

  void delete(String name) {
    get(registry.delete(Filter.byName(name), Duration.ZERO));
  }

  Container reset(String name) {
    return get(registry.reset(Filter.byName(name)));
  }

  Container container(String name) {
    return registry.list(Filter.byName(name)).get(0);
  }

  ContainerStatus status(String name) {
    return container(name).status();
  }

  /** The result of a call that must not take long. */
  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    platform.close();
    threads.shutdownNow();
  }
}
