package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.vnfm.Channel;

/** A channel comes and goes. */
abstract class ChannelRegistrationCases extends ChannelCases {

  @ContractCase(
      id = "CH-01",
      says = "A channel that has registered is known with type, description and how it is reached")
  void isKnown() {
    registered();

    VnfmManagerEndpoint known = manager();
    assertThat(known.description()).isEqualTo("a channel under test");
    assertThat(known.endpointType()).isNotNull();
    assertThat(known.endpoint()).isNotBlank();
    assertThat(known.active()).isTrue();
    assertThat(known.enabled()).isTrue();
  }

  @ContractCase(id = "CH-02", says = "Deregistering tells the NFVO that the manager is gone")
  void deregisters() {
    Channel channel = receiving(1, ECHO);

    channel.deregister();

    await().until(() -> nfvo.managers().isEmpty());
  }

  @ContractCase(id = "CH-03", says = "Closing the last channel of a type deregisters it")
  void deregistersWhenItCloses() {
    receiving(1, ECHO).close();

    await().until(() -> nfvo.managers().isEmpty());
  }

  @ContractCase(
      id = "CH-04",
      says = "Registering fails with a reason when no NFVO is there, and closing works after that")
  void failsWithoutNfvo() {
    nfvo.leave();
    Channel channel = closing(bench.channel());

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> channel.register(description()))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    channel.close();
  }

  @ContractCase(
      id = "CH-05",
      says = "Closing one of two channels of a type leaves the other one registered and working",
      needs = ChannelContract.REPLICAS)
  void leavesTheOtherReplica() {
    Channel one = receiving(1, ECHO);
    receiving(1, ECHO);

    one.close();

    assertThat(nameIn(join(request("x")))).isEqualTo("x");
    assertThat(nfvo.managers()).hasSize(1);
  }

  @ContractCase(id = "CH-06", says = "Closing twice, and before registering, does no harm")
  void closesTwice() {
    Channel channel = receiving(1, ECHO);
    channel.close();
    channel.close();

    bench.channel().close();
  }
}
