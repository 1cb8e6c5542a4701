package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenamedExchangeTest {

  private static final BusCredentials USER = new BusCredentials("u", "p");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final MessageBus real = broker.open(USER, "real");
  private final MessageBus renamed =
      RenamedExchange.on(broker, "usual", "special").open(USER, "renamed");

  @BeforeEach
  void declare() {
    renamed.declareExchange("usual", true);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private static DeliveryHandler echo(CompletableFuture<Address> address) {
    return delivery -> {
      address.complete(delivery.address());
      return CompletableFuture.completedFuture(Optional.of(delivery.message()));
    };
  }

  @Test
  void asksOnTheExchangeOfTheBroker() throws Exception {
    CompletableFuture<Address> address = new CompletableFuture<>();
    real.consume(QueueSpec.named("q", "special"), 1, echo(address));

    Message answer =
        renamed
            .request(new Address("usual", "q"), Message.text("x"), PATIENCE)
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);

    assertThat(answer.body()).containsExactly('x');
    assertThat(address.join()).isEqualTo(new Address("special", "q"));
  }

  @Test
  void takesWhatComesOnTheExchangeOfTheBroker() throws Exception {
    CompletableFuture<Address> address = new CompletableFuture<>();
    renamed.consume(QueueSpec.named("q", "usual"), 1, echo(address));

    real.request(new Address("special", "q"), Message.text("x"), PATIENCE)
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);

    assertThat(address.join()).isEqualTo(new Address("usual", "q"));
  }

  @Test
  void namesTheExchangeOfTheBrokerInErrors() {
    assertThatThrownBy(
            () ->
                renamed
                    .publish(new Address("usual", "nobody"), Message.text("x"))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS))
        .hasMessageContaining("'special'");
  }
}
