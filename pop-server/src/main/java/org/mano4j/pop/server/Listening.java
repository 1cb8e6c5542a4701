package org.mano4j.pop.server;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
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
  private final Platform platform;
  private final @Nullable ExecutorService ownExecutor;

  private Listening(
      PopServerConfig config,
      Server server,
      Platform platform,
      @Nullable ExecutorService ownExecutor) {
    this.config = config;
    this.server = server;
    this.platform = platform;
    this.ownExecutor = ownExecutor;
  }

  static Listening open(
      PopServerConfig config,
      PopStore store,
      AddressManager addresses,
      InFlight work,
      CallGate gate)
      throws IOException {
    Executor given = config.executor();
    ExecutorService own =
        given == null ? Executors.newCachedThreadPool(threads(config.name() + "-call")) : null;
    Executor executor = own == null ? given : own;
    SecureRandom random = new SecureRandom();
    // Hashing takes as long as opening the port: both at the same time.
    CompletableFuture<Users> users =
        CompletableFuture.supplyAsync(() -> new Users(config.users(), random), executor);
    SessionManager sessions = new SessionManager(users, config.sessions(), random, config.ticker());
    ExecutorService asking = Executors.newCachedThreadPool(threads(config.name() + "-platform"));
    Platform platform = new Platform(config.backend(), config.backendTimeout(), asking);
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
            new ContainerRules(
                config.flavours(),
                config.input(),
                config.containersPerUser(),
                config.defaultNetwork()));
    PopService service =
        new PopService(config.name(), config.clock(), platform, networks, registry, sessions);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(config.address(), config.port()))
            .executor(executor)
            .addService(
                ServerInterceptors.interceptForward(service, gate, new TokenInterceptor(sessions)))
            .build();
    Listening listening = new Listening(config, server, platform, own);
    try {
      registry.restore();
      config.backend().open(store.popId(), registry::exited);
      registry.reconcile();
      server.start();
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
    return listening;
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
