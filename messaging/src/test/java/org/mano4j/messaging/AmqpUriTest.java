package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpUriTest {

  @Test
  void readsEveryPart() {
    AmqpUri uri = AmqpUri.parse("amqp://us%40er:pass%2Fword@broker.example:5673/my%20host");

    assertThat(uri.credentials()).isEqualTo(new BusCredentials("us@er", "pass/word"));
    assertThat(uri.options())
        .isEqualTo(
            AmqpOptions.defaults()
                .withHost("broker.example")
                .withPort(5673)
                .withVirtualHost("my host"));
  }

  @Test
  void hasTheDefaultsOfRabbitMq() {
    AmqpUri uri = AmqpUri.parse("amqp://localhost");

    assertThat(uri.credentials()).isEqualTo(new BusCredentials("guest", "guest"));
    assertThat(uri.options().effectivePort()).isEqualTo(5672);
    assertThat(uri.options().virtualHost()).isEqualTo("/");
  }

  @Test
  void encryptsWhatIsCalledAmqps() {
    AmqpOptions options = AmqpUri.parse("amqps://broker.example").options();

    assertThat(options.tls()).isEqualTo(TlsOptions.defaults());
    assertThat(options.effectivePort()).isEqualTo(5671);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:5672", "http://u:secret@localhost", "amqp://u:secret@[/"})
  void refusesOthersWithoutQuotingThem(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AmqpUri.parse(text))
        .withMessageContaining("amqp://user:password@host:5672/vhost")
        .withMessageNotContaining("secret")
        .withNoCause();
  }
}
