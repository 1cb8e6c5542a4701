package org.mano4j.vnfm;

import org.mano4j.config.Table;
import org.mano4j.messaging.AmqpConfig;

/** Makes the channel {@code amqp}: a {@link BusChannel} over RabbitMQ, from {@code [amqp]}. */
public final class AmqpChannelProvider implements ChannelProvider {

  /** For ServiceLoader. */
  public AmqpChannelProvider() {}

  @Override
  public String name() {
    return "amqp";
  }

  @Override
  public Channel create(Table config) {
    AmqpConfig amqp = AmqpConfig.read(config);
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
