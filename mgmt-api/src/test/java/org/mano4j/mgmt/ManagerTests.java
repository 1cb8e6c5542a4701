package org.mano4j.mgmt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.mgmt.Wire.QUEUE;
import static org.mano4j.mgmt.Wire.VIM;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;

/** A VIM, its managers and a wire; on another broker in subclasses that say so. */
abstract class ManagerTests {

  final Wire wire = new Wire(broker());
  final FakeVim vim = new FakeVim().with("sipp-1");
  final List<VimManager> managers = new CopyOnWriteArrayList<>();
  final CountDownLatch release = new CountDownLatch(1);

  /** A broker of its own, which the test closes. */
  BusConnector broker() {
    return new InMemoryBusConnector();
  }

  @BeforeAll
  static void pollOften() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(2));
  }

  @AfterEach
  void close() {
    release.countDown();
    managers.forEach(VimManager::close);
    wire.close();
  }

  VimManager serve(VimManagerHandler handler, VimManagerOptions options) {
    VimManager manager = new VimManager(wire.open(), VIM, QUEUE, handler, options);
    managers.add(manager);
    manager.start();
    return manager;
  }

  VimManager serve(VimManagerHandler handler) {
    return serve(handler, VimManagerOptions.defaults());
  }

  VimConnector connector() {
    return new VimConnector(wire.bus, VIM, new VimConnectorOptions(Duration.ofSeconds(20)));
  }

  void onThread(Runnable task) {
    Thread thread = new Thread(task, "test");
    thread.setDaemon(true);
    thread.start();
  }

  /** Only starts servers, and does this with each. */
  static VimManagerHandler onStart(Runnable start) {
    return new VimManagerHandler() {
      @Override
      public Optional<Server> check(String serverName) {
        return Optional.empty();
      }

      @Override
      public void start(String serverName) {
        start.run();
      }

      @Override
      public void addMetadata(String serverName, Map<String, String> entries) {
        start.run();
      }

      @Override
      public void stop(String serverName) {
        start.run();
      }

      @Override
      public void reset(String serverName) {
        start.run();
      }
    };
  }

  VimManagerHandler blocking(AtomicInteger running, AtomicInteger most) {
    return onStart(
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            running.decrementAndGet();
          }
        });
  }
}
