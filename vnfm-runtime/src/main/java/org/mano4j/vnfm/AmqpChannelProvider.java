package org.mano4j.vnfm;

import org.mano4j.config.Table;
import org.mano4j.messaging.AmqpConfig;
import org.mano4j.messaging.BusMetrics;

/** Makes the channel {@code amqp}: a {@link BusChannel} over RabbitMQ, from {@code [amqp]}. */
public final class AmqpChannelProvider implements ChannelProvider {

  private final BusMetrics metrics;

  /** For ServiceLoader. */
  public AmqpChannelProvider() {
    this(BusMetrics.NONE);
  }

  AmqpChannelProvider(BusMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "amqp";
  }

  @Override
  public Channel create(Table config) {
    AmqpConfig read = AmqpConfig.read(config);
    AmqpConfig amqp = read.withOptions(read.options().withMetrics(metrics));
    BusChannel.Deregistration deregistration =
        config
            .choice("deregister", BusChannel.Deregistration.class)
            .orElse(BusChannel.Deregistration.WHEN_LAST);
    config.check();
    return BusChannel.builder(amqp.connector())
        .nfvo(amqp.nfvo())
        .registrationUser(amqp.user())
        .registration(amqp.registration())
        .queueExpiry(amqp.queueExpiry())
        .autoDelete(amqp.autoDelete())
        .deregistration(deregistration)
        .build();
  }
}
