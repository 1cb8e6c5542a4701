package org.mano4j.testkit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
  private final Executor threads;

  Drivers(Core core, ManagerRegistry managers, Executor threads) {
    this.core = core;
    this.managers = managers;
    this.threads = threads;
  }

  CompletionStage<VimInstance> refresh(VimInstance vim) {
    return call(vim, "refresh", driver -> driver.refresh(vim));
  }

  CompletionStage<VimNetwork> createNetwork(VimInstance vim, VimNetwork network) {
    return call(vim, "createNetwork", driver -> driver.createNetwork(vim, network));
  }

  CompletionStage<Server> launch(VimInstance vim, LaunchRequest request) {
    return call(vim, "launchInstanceAndWait", driver -> driver.launchInstanceAndWait(vim, request));
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
    String type = String.valueOf(vim.type());
    String plugin = managers.driverOf(type).orElse(null);
    if (plugin == null) {
      return CompletableFuture.failedFuture(
          new NfvoException(
              "no VIM driver for type "
                  + type
                  + " of VIM instance "
                  + vim.name()
                  + "; registered are "
                  + managers.types()));
    }
    About about = new About(plugin, method, null, vim.name());
    VimDriverCaller caller =
        new VimDriverCaller(
            new TracedCallBus(core.bus(), core.trace(), about),
            plugin,
            core.options().driverTimeout());
    return CompletableFuture.supplyAsync(() -> function.apply(caller), threads);
  }
}
