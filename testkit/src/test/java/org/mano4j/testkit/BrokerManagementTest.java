package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.BusCredentials;

class BrokerManagementTest {

  private static final BusCredentials USER = new BusCredentials("admin", "s3cret");

  @Test
  void refusesAUrlThatHoldsAPasswordWithoutRepeatingIt() {
    assertThatThrownBy(
            () -> new BrokerManagement(URI.create("http://admin:s3cret@localhost:15672"), USER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void refusesWhatIsNoUrlOfAnApi() {
    assertThatThrownBy(() -> new BrokerManagement(URI.create("amqp://localhost"), USER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://localhost:15672");
  }

  @Test
  void givesPrivateUsersThePermissionsOfARealNfvo() {
    BrokerPermissions dummy = BrokerPermissions.manager("dummy");

    assertThat(dummy.configure())
        .isEqualTo("^amq\\.gen.*|amq\\.default$|(dummy)|(nfvo.dummy.actions)");
    assertThat(dummy.write())
        .isEqualTo(
            "^amq\\.gen.*|amq\\.default$|(dummy)|(nfvo.dummy.actions)"
                + "|(vnfm.nfvo.actions)|(vnfm.nfvo.actions.reply)|(openbaton-exchange)");
    assertThat(dummy.read())
        .isEqualTo("^amq\\.gen.*|amq\\.default$|(dummy)|(nfvo.dummy.actions)|(openbaton-exchange)");
  }
}
