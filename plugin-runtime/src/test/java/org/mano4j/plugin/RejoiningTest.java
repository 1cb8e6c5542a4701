package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.plugin.VimDriverPlugin.State;

/** A plugin whose own connection is gone for good serves again, or says that it does not. */
class RejoiningTest {

  private static final String ID = "vim-drivers.test.test";
  private static final RegistrationOptions QUICK =
      new RegistrationOptions(3, Duration.ofMillis(5), Duration.ofSeconds(5));

  private final PluginNfvo nfvo = new PluginNfvo();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  /** As a broker that has lost users. */
  private final BusConnector forgetful =
      (credentials, name) -> {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new BusException.Denied("user refused");
        }
        return nfvo.broker.open(credentials, name);
      };

  private final VimDriverPlugin plugin =
      nfvo.plugin(new EventDriver()).connector(forgetful).registration(QUICK).build();

  @AfterEach
  void stop() {
    plugin.close();
    nfvo.close();
  }

  private final class EventDriver implements VimDriver {
    @Override
    public void attached(PluginContext context) {
      events.add("attached " + context.bus().state());
    }

    @Override
    public void detached() {
      events.add("detached");
    }

    @Override
    public String getType(VimInstance vim) {
      return "t";
    }
  }

  @Test
  void registersAndServesAgain() {
    plugin.start();
    MessageBus first = plugin.bus();

    first.close();

    await().until(() -> plugin.state() == State.RUNNING && plugin.bus() != first);
    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
    assertThat(nfvo.requests).hasSize(2).allMatch(ManagerRequest::registers);
    assertThat(events).containsExactly("attached OPEN", "detached", "attached OPEN");
  }

  @Test
  void doesSoMoreThanOnce() {
    plugin.start();
    for (int i = 0; i < 3; i++) {
      MessageBus bus = plugin.bus();
      bus.close();
      await().until(() -> plugin.state() == State.RUNNING && plugin.bus() != bus);
    }

    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
  }

  @Test
  void triesAgainWhileTheSharedUserIsRefused() {
    plugin.start();
    MessageBus first = plugin.bus();
    refusals.set(2);

    first.close();

    await().until(() -> plugin.state() == State.RUNNING && plugin.bus() != first);
    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
  }

  @Test
  void isClosedWhenThatFailsForGood() throws Exception {
    plugin.start();
    refusals.set(100);

    plugin.bus().close();

    assertThat(plugin.awaitClosed(Duration.ofSeconds(20))).isTrue();
    assertThat(plugin.state()).isEqualTo(State.CLOSED);
    assertThat(refusals).as("3 attempts").hasValue(97);
    assertThat(events).endsWith("detached");
  }

  @Test
  void doesNotComeBackWhenItIsClosedMeanwhile() throws Exception {
    CountDownLatch registering = new CountDownLatch(1);
    AtomicInteger opened = new AtomicInteger();
    BusConnector connector =
        (credentials, name) -> {
          if (opened.incrementAndGet() == 3) {
            registering.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new BusException("interrupted", e);
            }
          }
          return nfvo.broker.open(credentials, name);
        };
    VimDriverPlugin closing =
        nfvo.plugin(new EventDriver()).connector(connector).registration(QUICK).build();
    closing.start();
    closing.bus().close();
    assertThat(registering.await(20, TimeUnit.SECONDS)).isTrue();

    closing.close();

    assertThat(closing.state()).isEqualTo(State.CLOSED);
    assertThat(nfvo.queueExists(ID)).isFalse();
    assertThat(opened).hasValue(3);
  }

  @Test
  void whoAwaitsItsEndGoesOnWhenItIsClosed() throws Exception {
    plugin.start();
    assertThat(plugin.awaitClosed(Duration.ofMillis(20))).isFalse();
    CompletableFuture<Void> main =
        CompletableFuture.runAsync(
            () -> {
              try {
                plugin.awaitClosed();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    plugin.close();

    main.get(20, TimeUnit.SECONDS);
    assertThat(plugin.awaitClosed(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
  }
}
