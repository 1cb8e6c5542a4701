package org.mano4j.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.testkit.Trace.About;

/**
 * Calls VIM drivers. Each call waits on a thread of its own pool, never on one that moves services
 * on; {@link VimRegistry} bounds the calls per VIM.
 */
final class Drivers {

  private final Core core;
  private final ManagerRegistry managers;
  private final @Nullable BrokerSetup broker;
  private final Executor threads;

  /**
   * Calls drivers.
   *
   * @param broker where the drivers' queues are listed; if it is null, drivers are those that have
   *     registered
   */
  Drivers(Core core, ManagerRegistry managers, @Nullable BrokerSetup broker, Executor threads) {
    this.core = core;
    this.managers = managers;
    this.broker = broker;
    this.threads = threads;
  }

  /** Whether there is a driver for a VIM. */
  CompletionStage<Boolean> serve(VimInstance vim) {
    return CompletableFuture.supplyAsync(() -> plugin(vim).isPresent(), threads);
  }

  /**
   * As a real NFVO: the first queue in the broker's listing whose name fits. A plugin that has
   * registered and has no queue yet counts, too, since it will have one soon.
   */
  private Optional<String> plugin(VimInstance vim) {
    String type = String.valueOf(vim.type());
    Optional<String> listed =
        broker == null ? Optional.empty() : broker.queue(q -> ManagerRegistry.serves(q, type));
    return listed.or(() -> managers.driverOf(type));
  }

  CompletionStage<VimInstance> refresh(VimInstance vim) {
    return call(vim, "refresh", driver -> driver.refresh(vim));
  }

  CompletionStage<VimNetwork> createNetwork(VimInstance vim, VimNetwork network) {
    return call(vim, "createNetwork", driver -> driver.createNetwork(vim, network));
  }

  CompletionStage<Server> launch(VimInstance vim, LaunchRequest request) {
    return call(
        vim,
        "launchInstanceAndWait",
        request.name(),
        driver -> driver.launchInstanceAndWait(vim, request));
  }

  CompletionStage<List<Server>> listServer(VimInstance vim) {
    return call(vim, "listServer", driver -> driver.listServer(vim));
  }

  CompletionStage<Server> rebuild(VimInstance vim, String serverExtId, String image) {
    return call(vim, "rebuildServer", driver -> driver.rebuildServer(vim, serverExtId, image));
  }

  /** The stage completes when the driver has answered, which a real NFVO does not wait for. */
  CompletionStage<Boolean> delete(VimInstance vim, String serverExtId) {
    return call(
        vim,
        "deleteServerByIdAndWait",
        driver -> {
          driver.deleteServerByIdAndWait(vim, serverExtId);
          return true;
        });
  }

  private <T> CompletionStage<T> call(
      VimInstance vim, String method, Function<VimDriverCaller, T> function) {
    return call(vim, method, null, function);
  }

  private <T> CompletionStage<T> call(
      VimInstance vim,
      String method,
      @Nullable String server,
      Function<VimDriverCaller, T> function) {
    return CompletableFuture.supplyAsync(
        () -> {
          String plugin = plugin(vim).orElseThrow(() -> noDriver(vim));
          VimDriverCaller caller =
              new VimDriverCaller(
                  new TracedCallBus(
                      core.bus(),
                      core.trace(),
                      new About(plugin, method, null, vim.name(), server)),
                  plugin,
                  core.options().driverTimeout());
          return function.apply(caller);
        },
        threads);
  }

  private NfvoException noDriver(VimInstance vim) {
    return new NfvoException(
        "no VIM driver for type %s of VIM instance %s; registered are %s"
            .formatted(vim.type(), vim.name(), managers.drivers()));
  }
}
