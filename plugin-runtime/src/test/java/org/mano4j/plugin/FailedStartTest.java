package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.MessageBus;

/** An NFVO must not keep a plugin that registered but never served. */
class FailedStartTest {

  private static final String ID = "vim-drivers.test.test";

  private final PluginNfvo nfvo = new PluginNfvo();
  private final ExecutorService starter = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    starter.shutdownNow();
    nfvo.close();
  }

  @Test
  void deregistersWhenItsOwnConnectionCannotBeOpened() {
    BusException refused = new BusException("access refused");
    BusConnector connector =
        (credentials, name) -> {
          if (credentials.username().equals(ID)) {
            throw refused;
          }
          return nfvo.broker.open(credentials, name);
        };
    VimDriverPlugin plugin = nfvo.plugin(new VimDriver() {}).connector(connector).build();

    assertThatThrownBy(plugin::start).isSameAs(refused).hasNoSuppressedExceptions();

    await().until(() -> nfvo.requests.size() == 2);
    assertThat(nfvo.requests.get(1).deregisters()).isTrue();
    assertThat(nfvo.requests.get(1).username()).isEqualTo(ID);
  }

  @Test
  void saysWhyItDidNotStartAlsoWhenItCannotDeregister() {
    BusException refused = new BusException("access refused");
    BusConnector connector =
        (credentials, name) -> {
          if (credentials.username().equals(ID)) {
            throw refused;
          } else if (!nfvo.requests.isEmpty()) {
            throw new BusException("the broker is gone");
          }
          return nfvo.broker.open(credentials, name);
        };
    VimDriverPlugin plugin = nfvo.plugin(new VimDriver() {}).connector(connector).build();

    assertThatThrownBy(plugin::start).isSameAs(refused);

    assertThat(refused.getSuppressed())
        .singleElement()
        .satisfies(notTold -> assertThat(notTold).hasMessage("the broker is gone"));
  }

  @Test
  void deregistersWhenItCannotConsume() {
    BusConnector connector =
        (credentials, name) -> {
          MessageBus bus = nfvo.broker.open(credentials, name);
          if (credentials.username().equals(ID)) {
            bus.close();
          }
          return bus;
        };
    VimDriverPlugin plugin = nfvo.plugin(new VimDriver() {}).connector(connector).build();

    assertThatThrownBy(plugin::start).isInstanceOf(BusException.Closed.class);

    await().until(() -> nfvo.requests.size() == 2);
    assertThat(nfvo.requests.get(1).deregisters()).isTrue();
  }

  @Test
  void deregistersWhenItIsClosedWhileItStarts() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BusConnector connector =
        (credentials, name) -> {
          if (credentials.username().equals(ID)) {
            opening.countDown();
            assertThatCode(go::await).doesNotThrowAnyException();
          }
          return nfvo.broker.open(credentials, name);
        };
    VimDriverPlugin plugin = nfvo.plugin(new VimDriver() {}).connector(connector).build();
    Future<?> started = starter.submit(plugin::start);
    opening.await();

    plugin.close();
    go.countDown();

    assertThatThrownBy(() -> started.get(20, TimeUnit.SECONDS))
        .hasMessageContaining("was closed while it started");
    await().until(() -> nfvo.requests.size() == 2);
    assertThat(nfvo.requests.get(1).deregisters()).isTrue();
    assertThat(nfvo.queueExists(ID)).isFalse();
  }
}
