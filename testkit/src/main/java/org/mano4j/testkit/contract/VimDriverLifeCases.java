package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.plugin.VimDriverException;

/** A driver comes and goes, and serves many. */
abstract class VimDriverLifeCases extends VimDriverCases {

  @ContractCase(id = "VD-01", says = "The plugin registers with its id and can be called at once")
  void registers() {
    assertThat(registrations)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.registers()).isTrue();
              assertThat(request.type()).isEqualTo(plugin.pluginId());
            });
    assertThat(caller.refresh(bench.vim())).isNotNull();
  }

  @ContractCase(
      id = "VD-02",
      says = "A plugin that ends deregisters, and calls fail soon instead of waiting for it")
  void deregisters() {
    plugin.close();

    ChannelCases.await().until(() -> registrations.stream().anyMatch(r -> r.deregisters()));
    assertThatExceptionOfType(VimDriverException.Unavailable.class)
        .isThrownBy(() -> caller.refresh(bench.vim()));
  }

  @ContractCase(id = "VD-03", says = "Draining finishes the calls at hand and takes no more")
  void drains() {
    caller.refresh(bench.vim());

    assertThat(plugin.drain(LONG).clean()).isTrue();
  }

  @ContractCase(
      id = "VD-04",
      says = "After a restart of the driver the servers that it launched are still known",
      needs = VimDriverContract.RESTARTABLE)
  void survivesARestart() {
    Server launched = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));
    plugin.close();

    plugin = startedPlugin();

    assertThat(caller.listServer(bench.vim())).extracting(Server::extId).contains(launched.extId());
    caller.deleteServerByIdAndWait(bench.vim(), launched.extId());
    assertThat(caller.listServer(bench.vim()))
        .extracting(Server::extId)
        .doesNotContain(launched.extId());
  }

  @ContractCase(id = "VD-05", says = "Ten launches at once give ten servers with ids of their own")
  void launchesAtOnce() {
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<CompletableFuture<Server>> launches = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String name = "web-" + i;
        launches.add(
            CompletableFuture.supplyAsync(
                () -> caller.launchInstanceAndWait(bench.vim(), launch(name)), threads));
      }

      assertThat(launches.stream().map(ChannelCases::join).map(Server::extId))
          .hasSize(10)
          .doesNotContainNull()
          .doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  @ContractCase(id = "VD-06", says = "Fifty refreshes at once are all answered")
  void refreshesAtOnce() {
    ExecutorService threads = Executors.newFixedThreadPool(25);
    try {
      List<CompletableFuture<?>> refreshes = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        refreshes.add(CompletableFuture.supplyAsync(() -> caller.refresh(bench.vim()), threads));
      }

      assertThat(refreshes).allSatisfy(one -> assertThat(one).succeedsWithin(LONG));
    } finally {
      threads.shutdownNow();
    }
  }
}
