package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrHealed;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.RegistrationOptions;

class OfflineNfvoRabbitMqIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private LiveLab lab = LiveLab.managed();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void playsTheWholeLifeOfAService() throws Exception {
    ScriptedVnfm vnfm = lab.vnfm();
    ScriptedDriver driver = lab.driver();
    vnfm.changes(Action.HEAL, answer -> ((VnfmOrHealed) answer).withCause("switchToStandby"));
    lab.nfvo.addVim(Lab.vim("vim1", "test"));

    String nsr = lab.active(lab.service());
    lab.nfvo.scaleOut(nsr, "srv").get();
    lab.nfvo.scaleIn(nsr, "srv").get();
    OfflineNfvo nfvo = lab.nfvo;
    // snippet:operations
    ServiceOperations operations = nfvo.operations(nsr);
    String first = nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).hostname();
    operations.log(first).get();
    operations.execute("srv", "echo 1").get();
    operations.stop(first).get();
    operations.start(first).get();
    operations.addStandby("srv").get();
    VNFCInstance active = operations.switchToStandby(first).get();
    operations.update("srv").get();
    operations.restart("srv", "image-1").get();
    // end

    assertThat(active.state()).isEqualTo("ACTIVE");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
    assertThat(driver.servers()).hasSize(3);
    lab.nfvo.terminate(nsr).get();
    assertThat(driver.servers()).isEmpty();
    lab.nfvo
        .trace()
        .assertActions(
            "cli",
            "INSTANTIATE",
            "MODIFY",
            "START",
            "MODIFY",
            "START",
            "SCALE_IN",
            "MODIFY",
            "START",
            "RELEASE_RESOURCES");
  }

  @Test
  void isMadeOfTheAddressesOfABroker() {
    AmqpOptions options = lab.vhost.options();
    URI managementUrl = lab.rabbit.management();
    BusCredentials registrationUser = lab.registrationUser;
    BusCredentials administrator = lab.rabbit.administrator();
    // snippet:broker
    OfflineNfvo nfvo =
        OfflineNfvo.builder()
            .bus(new AmqpBusConnector(options))
            .user(administrator)
            .management(new BrokerManagement(managementUrl, administrator), options.virtualHost())
            .registrationUser(registrationUser)
            .build();
    // end
    lab.nfvo.close();
    nfvo.start();
    lab.vnfm();

    assertThat(nfvo.registered()).containsExactly(lab.type);
    nfvo.close();
  }

  @Test
  void handsOutAUserThatMayDoNoMoreThanThatOfARealOne() {
    BusCredentials user = lab.vnfm().registration().credentials();

    assertThat(user.username()).isEqualTo(lab.type);
    assertThat(user.password()).matches("[A-Za-z0-9]{16}");
    MessageBus bus = lab.close(lab.bus.open(user, "a test"));
    assertThatThrownBy(() -> bus.declareExchange("another-exchange", true))
        .isInstanceOf(BusException.Denied.class);
    QueueSpec foreign = QueueSpec.named("foreign", NfvoAddresses.EXCHANGE);
    assertThatThrownBy(() -> bus.consume(foreign, 1, delivery -> null))
        .isInstanceOf(BusException.Denied.class);
    QueueSpec own = QueueSpec.named(lab.type + ".more", NfvoAddresses.EXCHANGE);
    assertThat(bus.consume(own, 1, delivery -> null)).isNotNull();
  }

  @Test
  void cutsOffWhoDeregisters() {
    ScriptedVnfm vnfm = lab.vnfm();
    BusCredentials user = vnfm.registration().credentials();

    NfvoRegistration.deregister(
        lab.bus, lab.registrationUser, vnfm.registration(), RegistrationOptions.defaults());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> lab.bus.open(user, "late").close())
                    .isInstanceOf(BusException.Denied.class));
    assertThat(lab.nfvo.registered()).doesNotContain(lab.type);
  }

  @Test
  void findsADriverThatHasNotRegisteredByItsQueue() {
    ScriptedDriver driver =
        lab.close(
            new ScriptedDriver(lab.bus.open(lab.vhost.credentials(), "driver"), lab.pluginId));

    lab.nfvo.addVim(Lab.vim("vim1", "test"));

    assertThat(driver.calls("refresh")).hasSize(1);
  }

  @Test
  void refusesALaunchWhileTheVnfmHasNoQueue() {
    lab.driver();
    lab.nfvo.addVim(Lab.vim("vim1", "test"));
    ScriptedVnfm vnfm = lab.vnfm();
    vnfm.close();
    String nsd = lab.nfvo.onboard("nsd.json", lab.service().json());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> lab.nfvo.launch(nsd))
                    .isInstanceOf(OperationRefused.class)
                    .hasMessageContaining(lab.type));

    lab.vnfm();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> lab.nfvo.launch(nsd) != null);
  }

  @Test
  void handsOutTheConfiguredUserWhereItMayNotManageTheBroker() throws Exception {
    lab.close();
    lab = LiveLab.unmanaged();
    BusCredentials everybody = lab.vhost.credentials();
    ScriptedVnfm vnfm = lab.close(new ScriptedVnfm(lab.bus, everybody, lab.type));
    lab.close(new ScriptedDriver(lab.bus, everybody, lab.pluginId));
    lab.nfvo.addVim(Lab.vim("vim1", "test"));

    String nsr = lab.active(lab.service());

    assertThat(vnfm.registration().credentials()).isEqualTo(everybody);
    lab.nfvo.terminate(nsr).get();
    NfvoRegistration.deregister(
        lab.bus, everybody, vnfm.registration(), RegistrationOptions.defaults());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(lab.nfvo.registered()).containsExactly(lab.pluginId));
  }
}
