package org.mano4j.pop.server;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads, connections and platform of a server that runs. */
final class Listening {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final int GOODBYE_SECONDS = 1;

  private final PopServerConfig config;
  private final Server server;
  private final UserAccess users;
  private final Platform platform;
  private final @Nullable ExecutorService ownExecutor;

  private volatile @Nullable Recurring networkRefresh;
  private final EventLog events;
  private final BlockingStreams streams;
  private final Recurring expiry;

  private Listening(
      PopServerConfig config,
      Server server,
      UserAccess users,
      Platform platform,
      @Nullable ExecutorService ownExecutor,
      EventLog events,
      BlockingStreams streams,
      Recurring expiry) {
    this.config = config;
    this.server = server;
    this.users = users;
    this.platform = platform;
    this.ownExecutor = ownExecutor;
    this.events = events;
    this.streams = streams;
    this.expiry = expiry;
  }

  static Listening open(
      PopServerConfig config,
      PopStore store,
      AddressManager addresses,
      InFlight work,
      Entrance entrance)
      throws IOException {
    ServerBuilder<?> transport = Transport.of(config);
    Executor given = config.executor();
    ExecutorService own =
        given == null ? Executors.newCachedThreadPool(threads(config.name() + "-call")) : null;
    Executor executor = own == null ? given : own;
    UserAccess users = new UserAccess(config, executor, threads(config.name() + "-login"));
    ExecutorService asking = Executors.newCachedThreadPool(threads(config.name() + "-platform"));
    Platform platform = new Platform(config.backend(), config.backendTimeout(), asking);
    NetworkCatalog networks = new NetworkCatalog(platform, store, addresses);
    CreatedNetworks createdNetworks =
        new CreatedNetworks(
            platform,
            store,
            addresses,
            networks,
            config.subnetPools(),
            config.defaultNetwork(),
            executor);
    EventLog events =
        new EventLog(
            config.name() + "-events", store.epoch(), config.eventsKept(), config.bookmarks());
    BlockingStreams streams = new BlockingStreams(executor);
    Resources capacity = config.capacity();
    KnownCapacity known = new KnownCapacity(platform::capacity, executor, System::nanoTime);
    ContainerRegistry registry =
        new ContainerRegistry(
            platform,
            store,
            addresses,
            networks,
            events,
            config.clock(),
            executor,
            work,
            new ContainerRules(
                config.flavours(),
                config.input(),
                config.containersPerUser(),
                config.defaultNetwork()));
    ListCalls lists = new ListCalls(platform, networks, registry);
    PopService service =
        new PopService(
            lists,
            new InfoCall(
                config.name(),
                config.clock(),
                platform,
                store,
                capacity == null ? known::now : () -> capacity,
                networks::use),
            new StreamCalls(platform, registry, events, streams),
            createdNetworks,
            registry,
            users.sessions());
    Server server =
        transport
            .executor(executor)
            .addStreamTracerFactory(CallEnd.tracers())
            .addServices(
                entrance.services(
                    EncodedContainers.in(service.bindService(), lists::containers),
                    users.sessions()))
            .build();
    Recurring expiry =
        Recurring.begin(
            () -> entrance.recheck(users.sessions()),
            config.bookmarks(),
            threads(config.name() + "-sessions"),
            e ->
                LOG.warn(
                    "calls whose session has expired could not all be ended; tried again later",
                    e));
    Listening listening =
        new Listening(config, server, users, platform, own, events, streams, expiry);
    try {
      registry.restore();
      config.backend().open(store.popId(), registry);
      networks.open();
      createdNetworks.restore();
      registry.reconcile();
      networks.refreshAll();
      server.start();
      listening.refreshing(
          Recurring.begin(
              () -> {
                networks.refreshAll();
                createdNetworks.restoreLater();
              },
              config.networkRefresh(),
              threads(config.name() + "-networks"),
              e ->
                  LOG.warn(
                      "the platform does not tell its networks: {}; asked again later",
                      e.getMessage())));
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
    return listening;
  }

  private void refreshing(Recurring refresh) {
    networkRefresh = refresh;
  }

  UserAccess users() {
    return users;
  }

  int port() {
    return server.getPort();
  }

  void close() {
    // They would never end by themselves.
    events.close();
    server.shutdown();
    try {
      if (!server.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Pop '{}' closes although calls are under way; drain it before", config.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    streams.close();
    server.shutdownNow();
    Recurring refresh = networkRefresh;
    if (refresh != null) {
      refresh.close();
    }
    expiry.close();
    users.close();
    platform.close();
    if (ownExecutor != null) {
      ownExecutor.shutdownNow();
    }
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
