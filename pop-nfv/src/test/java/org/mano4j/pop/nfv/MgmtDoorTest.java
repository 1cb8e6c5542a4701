package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.MgmtMetrics;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.mgmt.VimManagerOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.Gate;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** Whom the mgmt door of a VIM lets through, and to which containers. */
class MgmtDoorTest {

  private static final String PLUGIN = "vim-drivers.pop.test";

  private final InMemoryPopBackend backend = Pops.backend();
  private final PopServer server = Pops.start(backend);
  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final PopSessions sessions = PopSessions.create();
  private final MessageBus bus = broker.open(new BusCredentials("vnfm", ""), "vnfm");
  private final List<PopVimDriver> drivers = new ArrayList<>();
  private PopVimDriver driver;
  private PopClient pop;

  @BeforeEach
  void openTheDoors() {
    driver = attached(PopVimDriver.builder().sessions(sessions), PLUGIN);
    driver.refresh(Pops.vim("1", server));
    driver.refresh(Pops.vim("2", server));
    pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  @AfterEach
  void close() {
    drivers.forEach(PopVimDriver::detached);
    sessions.close();
    broker.close();
    server.close();
  }

  private PopVimDriver attached(PopVimDriver.Builder builder, String pluginId) {
    PopVimDriver made = builder.build();
    drivers.add(made);
    made.attached(new PluginContext(broker.open(new BusCredentials("driver", ""), "d"), pluginId));
    return made;
  }

  private VimConnector door(String vimId) {
    return new VimConnector(bus, vimId, new VimConnectorOptions(Duration.ofSeconds(60)));
  }

  private Server launch(String vimId, String name) {
    return driver.launchInstanceAndWait(Pops.vim(vimId, server), Pops.launch(name));
  }

  private Container container(String name) {
    return pop.container(Filter.byName(name)).orElseThrow();
  }

  @Test
  void leadsToTheContainersThatWereLaunchedForItsVim() {
    launch("1", "web-1");

    assertThat(door("1").check("web-1")).isPresent();
    door("1").addMetadata("web-1", Map.of("K", "V"));
    door("1").start("web-1");

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container("web-1").metadata()).containsEntry("K", "V");
  }

  @Test
  void leadsToNoContainerOfAnotherVimOnTheSamePop() {
    launch("2", "web-1");

    assertNotTouched("1", "web-1");
  }

  @Test
  void leadsToNoContainerThatSomebodyElseMade() {
    pop.create(ContainerConfig.of("web-1", Pops.IMAGE));

    assertNotTouched("1", "web-1");
  }

  @Test
  void aMarkInTheEnvironmentIsNoneWhereThereAreLabels() {
    pop.create(
        ContainerConfig.of("web-1", Pops.IMAGE)
            .withMetadata(Map.of(Ownership.KEY, Ownership.of(PLUGIN, "1").mark())));

    assertNotTouched("1", "web-1");
  }

  private void assertNotTouched(String vimId, String name) {
    VimConnector door = door(vimId);
    Container before = container(name);
    List<Runnable> calls =
        List.of(
            () -> door.check(name),
            () -> door.start(name),
            () -> door.stop(name),
            () -> door.addMetadata(name, Map.of("K", "V")));
    for (Runnable call : calls) {
      assertThatExceptionOfType(MgmtException.class)
          .isThrownBy(call::run)
          .withMessageContainingAll(name, "site-" + vimId, "has not launched it for that VIM")
          .returns(MgmtCode.REFUSED, MgmtException::code);
    }
    assertThat(container(name)).isEqualTo(before);
  }

  @Test
  void anotherProcessOfThePluginFindsItsContainersAgain() {
    launch("1", "web-1");
    driver.detached();
    PopVimDriver next = attached(PopVimDriver.builder().sessions(sessions), PLUGIN);
    next.refresh(Pops.vim("1", server));

    door("1").start("web-1");

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void anotherPluginDoesNotReachThem() {
    launch("1", "web-1");
    driver.detached();
    attached(PopVimDriver.builder().sessions(sessions), "vim-drivers.pop.other")
        .refresh(Pops.vim("1", server));

    assertNotTouched("1", "web-1");
  }

  @Test
  void theMarkCannotBeChangedThroughIt() {
    launch("1", "web-1");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> door("1").addMetadata("web-1", Map.of(Ownership.KEY, "mine")))
        .withMessageContaining("reserved")
        .returns(MgmtCode.INVALID, MgmtException::code);
  }

  @Test
  void theMarkDoesNotTellTheVim() {
    assertThat(Ownership.of(PLUGIN, "1").mark())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(Ownership.of(PLUGIN, "2").mark())
        .isNotEqualTo(Ownership.of("vim-drivers.pop.other", "1").mark());
  }

  @Test
  void theMarkIsALabelAndNotInTheEnvironment() {
    launch("1", "web-1");

    assertThat(container("web-1").labels())
        .containsEntry(Ownership.LABEL, Ownership.of(PLUGIN, "1").mark());
    assertThat(container("web-1").metadata()).isEmpty();
  }

  @Test
  void aLaunchTakesNoContainerWithoutItsMarkForItsOwn() {
    pop.create(ContainerConfig.of("web-1", Pops.IMAGE).withNetwork("private"));

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                driver.launchInstanceAndWait(
                    Pops.vim("1", server), PopVimDriverTest.request("web-1", "private")))
        .withMessageContainingAll("web-1", "launched by somebody else");
  }

  @Test
  void onAnOldPopTheMarkIsMetadata() throws Exception {
    try (OldPop old = new OldPop(server.endpoint())) {
      VimInstance vim = Pops.vim("3", old.endpoint());
      driver.launchInstanceAndWait(vim, PopVimDriverTest.request("web-1", "private"));

      assertThat(container("web-1").metadata()).containsOnlyKeys(Ownership.KEY);
      assertThat(container("web-1").labels()).isEmpty();
      assertThat(door("3").check("web-1")).isPresent();
    }
  }

  @Test
  void onAnOldPopALaunchThatDiedBeforeItsMarkIsMarkedWhenItIsRepeated() throws Exception {
    try (OldPop old = new OldPop(server.endpoint())) {
      pop.create(ContainerConfig.of("web-1", Pops.IMAGE).withNetwork("private"));

      driver.launchInstanceAndWait(
          Pops.vim("3", old.endpoint()), PopVimDriverTest.request("web-1", "private"));

      assertThat(door("3").check("web-1")).isPresent();
    }
  }

  @Test
  void onAnOldPopAnEndedContainerCannotBeStartedAnew() throws Exception {
    try (OldPop old = new OldPop(server.endpoint())) {
      driver.launchInstanceAndWait(
          Pops.vim("3", old.endpoint()), PopVimDriverTest.request("web-1", "private"));
      door("3").start("web-1");
      backend.exit(backend.runningInstances().get(0).id(), 0);
      await().until(() -> container("web-1").status() == ContainerStatus.EXITED);

      assertThatExceptionOfType(MgmtException.class)
          .isThrownBy(() -> door("3").start("web-1"))
          .withMessageContainingAll("web-1", "EXITED", "too old to begin a new life")
          .returns(MgmtCode.REFUSED, MgmtException::code);
    }
  }

  @Test
  void aLaunchTakesNoContainerOfAnotherVimForItsOwn() {
    driver.launchInstanceAndWait(
        Pops.vim("2", server), PopVimDriverTest.request("web-1", "private"));

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                driver.launchInstanceAndWait(
                    Pops.vim("1", server), PopVimDriverTest.request("web-1", "private")))
        .withMessageContainingAll("web-1", "launched by somebody else")
        .satisfies(refusal -> assertThat(refusal.server()).isEmpty());
  }

  @Test
  void startsAnEndedContainerAnewWithItsAddressesAndMetadata() {
    launch("1", "web-1");
    door("1").addMetadata("web-1", Map.of("K", "V"));
    door("1").start("web-1");
    Container first = container("web-1");
    backend.exit(backend.runningInstances().get(0).id(), 0);
    await().until(() -> container("web-1").status() == ContainerStatus.EXITED);
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> door("1").addMetadata("web-1", Map.of("K", "W")))
        .returns(MgmtCode.ENDED, MgmtException::code);
    assertThatCode(() -> door("1").stop("web-1")).doesNotThrowAnyException();

    door("1").start("web-1");

    Container second = container("web-1");
    assertThat(second.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(second.life()).isEqualTo(2);
    assertThat(second.metadata()).containsEntry("K", "V");
    assertThat(second.endpoints().get("private").address())
        .isEqualTo(first.endpoints().get("private").address());
  }

  @Test
  void aStartThatTookTooLongIsUndoneAndTheNextOneBeginsAnew() {
    PopClientOptions hasty = PopClientOptions.defaults().withDeadline(Duration.ofSeconds(4));
    try (PopSessions own = PopSessions.create(hasty)) {
      PopVimDriver impatient = attached(PopVimDriver.builder().sessions(own), PLUGIN);
      impatient.launchInstanceAndWait(Pops.vim("4", server), Pops.launch("web-4"));
      try (Gate hanging = backend.holdStarts()) {
        assertThatExceptionOfType(MgmtException.class)
            .isThrownBy(() -> door("4").start("web-4"))
            .returns(MgmtCode.UNAVAILABLE, MgmtException::code);
        await().until(() -> hanging.waiting() == 0);
      }
      await().until(() -> server.stats().addressesInUse() == 0);
      assertThat(container("web-4").extendedStatus()).contains("the caller gave up after");

      door("4").start("web-4");

      assertThat(container("web-4").status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(container("web-4").life()).isEqualTo(2);
    }
  }

  @Test
  void checkTellsAnAbsentContainerFromAFailedOne() {
    launch("1", "web-1");
    backend.failNextStart("no space left");
    assertThatThrownBy(() -> door("1").start("web-1")).hasMessageContaining("no space left");

    assertThat(door("1").check("web-9")).isEmpty();
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> door("1").check("web-1"))
        .withMessageContaining("no space left")
        .returns(MgmtCode.SERVER_FAILED, MgmtException::code);
  }

  @Test
  void isServedUnderThePlainNameByABusOfItsOwn() {
    List<String> users = new ArrayList<>();
    PopVimDriver plain =
        attached(
            PopVimDriver.builder()
                .sessions(sessions)
                .plainMgmtQueues(
                    (user, name) -> {
                      users.add(user.username());
                      return broker.open(user, name);
                    },
                    new BusCredentials("admin", "secret")),
            PLUGIN);
    plain.refresh(Pops.vim("3", server));
    plain.launchInstanceAndWait(Pops.vim("3", server), Pops.launch("web-1"));

    assertThat(users).containsExactly("admin");
    assertThat(broker.queueExists("vim-mgmt-3")).isTrue();
    assertThat(broker.queueExists("vim-mgmt-3." + PLUGIN)).isFalse();
    assertThat(door("3").check("web-1")).isPresent();
    plain.detached();
    assertThat(broker.queueExists("vim-mgmt-3")).isFalse();
  }

  @Test
  void worksAsItsOptionsSay() {
    List<Optional<MgmtCode>> answers = new CopyOnWriteArrayList<>();
    MgmtMetrics metrics =
        new MgmtMetrics() {
          @Override
          public void answered(Optional<MgmtCode> failure, Duration took) {
            answers.add(failure);
          }
        };
    PopVimDriver counted =
        attached(
            PopVimDriver.builder()
                .sessions(sessions)
                .mgmtOptions(VimManagerOptions.defaults().withMetrics(metrics)),
            PLUGIN);
    counted.refresh(Pops.vim("3", server));

    assertThat(door("3").check("web-9")).isEmpty();

    assertThat(answers).containsExactly(Optional.of(MgmtCode.NOT_FOUND));
  }
}
