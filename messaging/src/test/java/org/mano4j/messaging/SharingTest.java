package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharingTest {

  private final Sharing sharing = new Sharing();

  private static Outgoing to(String exchange, String key) {
    return with(exchange, key, Message.text("x"), "id", null);
  }

  private static Outgoing with(
      String exchange,
      String key,
      Message message,
      @Nullable String correlationId,
      @Nullable String replyTo) {
    return new Outgoing(new Address(exchange, key), message, correlationId, replyTo, failure -> {});
  }

  @Test
  void aPlaceHasToBeProven() {
    assertThat(sharing.allows(to("e", "k"))).isFalse();

    sharing.prove(to("e", "k"));

    assertThat(sharing.allows(to("e", "k"))).isTrue();
    assertThat(sharing.allows(to("e", "other"))).as("permissions may be for keys").isFalse();
    assertThat(sharing.allows(to("other", "k"))).isFalse();
    sharing.clear();
    assertThat(sharing.allows(to("e", "k"))).isFalse();
  }

  @Test
  void theDefaultExchangeIsOnePlace() {
    sharing.prove(to("", "one"));

    assertThat(sharing.allows(to("", "two"))).isTrue();
    assertThat(sharing.allows(to("", "k".repeat(256)))).isFalse();
    assertThat(sharing.allows(to("", "\u20ac".repeat(85)))).as("255 bytes").isTrue();
    assertThat(sharing.allows(to("", "\u20ac".repeat(86)))).isFalse();
  }

  @Test
  void anAddressThatTheBrokerHasMadeUpIsAPlaceOfItsOwn() {
    String address = "amq.rabbitmq.reply-to.g1h3BG5vbmUAAAABAAAAAgAAAAM=.";
    sharing.prove(to("", "q"));
    assertThat(sharing.allows(to("", address + "one"))).isFalse();

    sharing.prove(to("", address + "one"));

    assertThat(sharing.allows(to("", address + "one"))).isTrue();
    assertThat(sharing.allows(to("", address + "two"))).isFalse();
  }

  @Test
  void onlySmallAndPlainMessagesShare() {
    sharing.prove(to("", "q"));
    Message plain = Message.text("x");

    assertThat(sharing.allows(with("", "q", Message.text(new byte[64 * 1024]), "id", null)))
        .isTrue();
    assertThat(sharing.allows(with("", "q", Message.text(new byte[64 * 1024 + 1]), "id", null)))
        .isFalse();
    assertThat(
            sharing.allows(
                with(
                    "",
                    "q",
                    new Message(new byte[1], null, null, null, Map.of("CC", "x")),
                    "id",
                    null)))
        .isFalse();
    assertThat(sharing.allows(with("", "q", plain, "i".repeat(256), null))).isFalse();
    assertThat(sharing.allows(with("", "q", plain, null, "r".repeat(256)))).isFalse();
    assertThat(sharing.allows(with("", "q", plain, null, "amq.rabbitmq.reply-to"))).isFalse();
    assertThat(sharing.allows(to("", "amq.rabbitmq.reply-to.a.b"))).isFalse();
  }
}
