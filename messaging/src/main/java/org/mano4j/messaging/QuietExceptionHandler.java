package org.mano4j.messaging;

import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the AMQP client noticed, for those who look closer: the bus itself says what matters of it,
 * once and in its own words.
 */
final class QuietExceptionHandler extends ForgivingExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(AmqpBusConnector.class);

  @Override
  protected void log(String message, Throwable e) {
    log.debug("the AMQP client: {}", message, e);
  }
}
