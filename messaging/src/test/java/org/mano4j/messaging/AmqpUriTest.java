package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          amqp://u:secret@localhost?heartbeat=5, has a query
          amqp://u:secret@localhost/x?heartbeat=5, has a query
          amqp://u:secret@localhost#x, has a query
          amqp://u:secret@localhost:99999, has port 99999; ports are from 1 to 65535
          amqp://u:secret@localhost/usr1/extra, written %2F
          amqp://u:secret@localhost/, leave the '/' out
          """)
  void saysWhatIsWrongWithoutQuotingIt(String text, String reason) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> AmqpUri.parse(text))
        .withMessageStartingWith("the address of the broker ")
        .withMessageContaining(reason)
        .withMessageNotContaining("secret")
        .withNoCause();
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
