package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.Registration;
import org.mano4j.messaging.nfvo.RegistrationOptions;

class RegistrationTest {

  private static final AtomicInteger removed = new AtomicInteger();
  private static final AtomicInteger counter = new AtomicInteger();

  @RegisterExtension final Lab lab = Lab.open();

  @RegisterExtension
  final Lab counted =
      Lab.builder(
          NfvoOptions.defaults(),
          builder ->
              builder
                  .ids(() -> "id-" + counter.incrementAndGet())
                  .brokerUsers(
                      new BrokerUsers() {
                        @Override
                        public BusCredentials create(String name, String queue) {
                          return new BusCredentials("user-of-" + name, "secret-" + name);
                        }

                        @Override
                        public void remove(BusCredentials user) {
                          removed.incrementAndGet();
                        }
                      }));

  @Test
  void handsOutAPrivateUserOfTheSameName() {
    BusCredentials credentials = lab.vnfm.registration().credentials();

    assertThat(credentials.username()).isEqualTo("dummy");
    assertThat(credentials.password()).matches("[0-9a-f]{16}");
  }

  @Test
  void handsOutTheStoredUserToWhoeverRegistersAgain() {
    ScriptedVnfm replica = lab.close(new ScriptedVnfm(lab.bus, "dummy"));

    assertThat(replica.registration().credentials())
        .isEqualTo(lab.vnfm.registration().credentials());
  }

  @Test
  void takesUsersAndIdsFromWhereItIsTold() {
    assertThat(counted.vnfm.registration().credentials().username()).isEqualTo("user-of-dummy");
    assertThat(counted.vim.id()).startsWith("id-");
  }

  @Test
  void forgetsWhoDeregisters() {
    int before = removed.get();
    Registration registration = counted.vnfm.registration();

    NfvoRegistration.deregister(
        counted.bus,
        NfvoAddresses.DEFAULT_REGISTRATION_USER,
        registration,
        RegistrationOptions.defaults());

    await().untilAsserted(() -> assertThat(counted.nfvo.registered()).doesNotContain("dummy"));
    await().untilAsserted(() -> assertThat(removed).hasValue(before + 1));
  }

  @Test
  void doesNotForgetSomebodyForAWrongPassword() {
    Registration registration = lab.vnfm.registration();
    Registration wrong =
        new Registration(
            registration.type(),
            new BusCredentials("dummy", "guessed"),
            registration.managerCredentials(),
            registration.endpoint());

    NfvoRegistration.deregister(
        lab.bus, NfvoAddresses.DEFAULT_REGISTRATION_USER, wrong, RegistrationOptions.defaults());

    await()
        .until(
            () ->
                lab.nfvo.trace().entries().stream()
                    .anyMatch(entry -> entry.what().equals("deregister")));
    assertThat(lab.nfvo.registered()).contains("dummy");
  }

  @Test
  void refreshesTheVimsOfAPluginThatRegisters() {
    lab.nfvo.addVim(Lab.vim("pop1", "pop"));
    assertThat(lab.nfvo.trace().driverCalls("pop1")).isEmpty();

    ScriptedDriver driver = lab.close(new ScriptedDriver(lab.bus, "vim-drivers.pop.openbaton"));

    await().untilAsserted(() -> assertThat(driver.calls("refresh")).hasSize(1));
    await()
        .untilAsserted(
            () ->
                assertThat(lab.nfvo.vims())
                    .filteredOn(vim -> "pop1".equals(vim.name()))
                    .allSatisfy(vim -> assertThat(vim.hbVersion()).isEqualTo(2)));
  }

  @Test
  void findsADriverByTypeAndByTypeAndName() {
    ScriptedDriver one = lab.close(new ScriptedDriver(lab.bus, "vim-drivers.pop.one"));
    ScriptedDriver two = lab.close(new ScriptedDriver(lab.bus, "vim-drivers.pop.two"));

    lab.nfvo.addVim(Lab.vim("any", "pop"));
    lab.nfvo.addVim(Lab.vim("named", "pop.two"));

    assertThat(one.calls("refresh")).hasSize(1);
    assertThat(two.calls("refresh")).hasSize(1);
  }

  @Test
  void readsWhatPluginsAndOldVnfmsWrite() throws Exception {
    Message register = Message.text("{'type':'vim-drivers.pop.old','action':'register'}");
    Message reply =
        lab.bus
            .open(NfvoAddresses.DEFAULT_REGISTRATION_USER, "an old plugin")
            .request(NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING), register, Lab.SOON)
            .toCompletableFuture()
            .get();
    assertThat(lab.nfvo.registered()).contains("vim-drivers.pop.old");
    String password = Recorded.read(reply.body()).path("rabbitPassword").asText();

    lab.vnfm.publish(
        NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING),
        Message.text(
            "{'username':'vim-drivers.pop.old','action':'unregister','password':'%s'}"
                .formatted(password)));

    await()
        .untilAsserted(
            () -> assertThat(lab.nfvo.registered()).doesNotContain("vim-drivers.pop.old"));
  }

  @Test
  void givesNoAnswerToARequestThatIsNone() {
    lab.vnfm.publish(
        NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING), Message.text("{'action':'dance'}"));
    lab.vnfm.publish(NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING), Message.text("hello"));

    await()
        .untilAsserted(
            () ->
                assertThat(lab.nfvo.trace().entries())
                    .extracting(TraceEntry::what)
                    .contains("unknown action", "unreadable"));
    assertThat(lab.nfvo.registered()).containsExactly("vim-drivers.test.test", "dummy");
  }

  @ParameterizedTest
  @CsvSource({"#, q", "a.*, q", "vnfm, #", "vnfm, a.#.b", "vim-drivers.*.x, "})
  void givesNoAnswerToAPatternThatWouldGetMessagesOfOthers(String type, String endpoint) {
    String json =
        endpoint == null
            ? "{'type':'%s','action':'register'}".formatted(type)
            : "{'type':'%s','action':'register','vnfmManagerEndpoint':{'type':'%1$s','endpoint':'%s'}}"
                .formatted(type, endpoint);
    lab.vnfm.publish(NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING), Message.text(json));

    await()
        .untilAsserted(
            () -> assertThat(lab.nfvo.trace().toString()).contains("register (refused)"));
    assertThat(lab.nfvo.registered()).containsExactly("vim-drivers.test.test", "dummy");
  }

  @Test
  void allowsWildcardsWithinAWord() {
    lab.vnfm.publish(
        NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING),
        Message.text("{'type':'c#-vnfm','action':'register'}"));

    await().untilAsserted(() -> assertThat(lab.nfvo.registered()).contains("c#-vnfm"));
  }

  @Test
  void putsNoPasswordIntoTheTrace() {
    String password = lab.vnfm.registration().credentials().password();

    assertThat(lab.nfvo.trace().toString()).contains("register").doesNotContain(password);
  }
}
