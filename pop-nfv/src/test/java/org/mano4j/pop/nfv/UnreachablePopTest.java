package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** What is said of a Pop that is away, silent, or does not take the driver's user. */
class UnreachablePopTest {

  private final InMemoryPopBackend backend = Pops.backend();
  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final MessageBus bus = broker.open(new BusCredentials("vnfm", ""), "vnfm");
  private final PopVimDriver driver = PopVimDriver.create();
  private PopServer server = Pops.start(backend);

  @AfterEach
  void close() {
    driver.detached();
    broker.close();
    server.close();
  }

  private VimConnector door(String vimId) {
    return new VimConnector(bus, vimId, new VimConnectorOptions(Duration.ofSeconds(60)));
  }

  private void attach(PopVimDriver attached) {
    attached.attached(
        new PluginContext(broker.open(new BusCredentials("driver", ""), "d"), "vim-drivers.pop.x"));
  }

  @Test
  void aDoorSaysSoAndAnswersAgainWhenThePopIsBack() {
    attach(driver);
    VimInstance vim = Pops.vim("1", server);
    driver.launchInstanceAndWait(vim, Pops.launch("web-1"));
    PopEndpoint away = server.endpoint();
    server.close();

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(MgmtException.class)
          .isThrownBy(() -> door("1").start("web-1"))
          .withMessageContainingAll("site-1", away.toString(), "refused")
          .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
    }

    server =
        PopServer.builder(Pops.backend())
            .user("admin", "secret")
            .bcryptCost(4)
            .port(away.port())
            .build();
    server.start();
    assertThat(door("1").check("web-2")).isEmpty();
  }

  @Test
  void aDriverIsServedAtTheDoorOfAPopThatIsAway() {
    attach(driver);
    VimInstance vim = Pops.vim("1", server);
    PopEndpoint away = server.endpoint();
    server.close();

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> driver.refresh(vim))
        .withMessageContainingAll("site-1", away.toString(), "refused");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> door("1").check("web-1"))
        .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
  }

  @Test
  void aPopThatIsSilentIsNotWaitedForAsLongAsACallMayTake() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        PopSessions sessions = PopSessions.create()) {
      PopEndpoint endpoint = PopEndpoint.of("127.0.0.1", silent.getLocalPort());
      PopVimManagerHandler handler =
          new PopVimManagerHandler(
              () -> "site-1",
              Ownership.of("p", "1"),
              () -> sessions.client(endpoint, new PopCredentials("u", "hunter2")),
              Duration.ofMillis(300));
      long begin = System.nanoTime();

      assertThatExceptionOfType(MgmtException.class)
          .isThrownBy(() -> handler.addMetadata("web-1", Map.of("K", "V")))
          .withMessageContainingAll("site-1", endpoint.toString(), "no answer in time")
          .withMessageNotContaining("hunter2")
          .returns(MgmtCode.UNAVAILABLE, MgmtException::code);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }
  }

  @Test
  void aPasswordThatThePopRefusesIsNamedByVimUserAndPopAndNotTriedAgainAtOnce() {
    attach(driver);
    GenericVimInstance vim =
        Pops.vim("1", server).withMetadata(Map.of("username", "admin", "password", "hunter2"));

    for (int i = 0; i < 8; i++) {
      // After some more logins the Pop would speak of waiting.
      assertThatExceptionOfType(VimDriverException.class)
          .isThrownBy(() -> driver.refresh(vim))
          .withMessageContainingAll(
              "site-1",
              "user 'admin'",
              server.endpoint().toString(),
              "invalid credentials",
              "not tried again for 30 s")
          .withMessageNotContaining("hunter2");
    }
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> door("1").check("web-1"))
        .withMessageContainingAll("site-1", "user 'admin'", "invalid credentials")
        .withMessageNotContaining("hunter2")
        .returns(MgmtCode.REFUSED, MgmtException::code);

    assertThat(driver.refresh(Pops.vim("1", server)).id()).isEqualTo("1");
    assertThat(door("1").check("web-1")).isEmpty();
  }

  @Test
  void noTextOfTheDriverHoldsAPassword() {
    PopVimDriver configured =
        PopVimDriver.builder()
            .credentials(endpoint -> Optional.of(new PopCredentials("admin", "secret")))
            .build();
    attach(configured);
    configured.refresh(
        Pops.vim("1", server)
            .withMetadata(Map.of())
            .withAuthUrl("http://user:hunter2@" + server.endpoint()));

    assertThat(configured.vims()).hasSize(1);
    assertThat(configured.vims().toString()).doesNotContain("hunter2").doesNotContain("secret");
    configured.detached();
  }
}
