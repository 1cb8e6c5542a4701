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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads, connections and platform of a server that runs. */
final class Listening {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final int GOODBYE_SECONDS = 1;

  private final PopServerConfig config;
  private final Server server;
  private final UserAccess users;
  private final @Nullable ExecutorService ownExecutor;

  private Listening(
      PopServerConfig config,
      Server server,
      UserAccess users,
      @Nullable ExecutorService ownExecutor) {
    this.config = config;
    this.server = server;
    this.users = users;
    this.ownExecutor = ownExecutor;
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
    Platform platform = new Platform(config.backend());
    NetworkCatalog networks = new NetworkCatalog(platform);
    ContainerRegistry registry =
        new ContainerRegistry(
            platform,
            store,
            addresses,
            networks,
            ContainerChanges.UNHEARD,
            config.clock(),
            executor,
            work,
            config.defaultNetwork());
    PopService service =
        new PopService(
            config.name(), config.clock(), platform, networks, registry, users.sessions());
    Server server =
        transport
            .executor(executor)
            .addServices(entrance.services(service, users.sessions()))
            .build();
    Listening listening = new Listening(config, server, users, own);
    try {
      config.backend().open(store.popId(), registry::exited);
      server.start();
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
    return listening;
  }

  UserAccess users() {
    return users;
  }

  int port() {
    return server.getPort();
  }

  void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Pop '{}' closes although calls are under way; drain it before", config.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.shutdownNow();
    users.close();
    config.backend().close();
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
