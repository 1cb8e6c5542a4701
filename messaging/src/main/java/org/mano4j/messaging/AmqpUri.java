package org.mano4j.messaging;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;

/**
 * A broker and its user as one text, such as {@code amqp://guest:guest@localhost:5672/%2F}: the
 * form that RabbitMQ documents. Left out, the user is {@code guest}, the port 5672 or 5671, the
 * virtual host "/". What is special in a name is percent-encoded.
 *
 * @param options where the broker is; {@code amqps} trusts the authorities of the Java platform
 * @param credentials the broker user
 */
public record AmqpUri(AmqpOptions options, BusCredentials credentials) {

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; without the text, which may hold a password
   */
  public static AmqpUri parse(String uri) {
    ConnectionFactory parsed = new ConnectionFactory();
    try {
      parsed.setUri(uri);
      AmqpOptions options =
          AmqpOptions.defaults()
              .withHost(parsed.getHost())
              .withPort(parsed.getPort())
              .withVirtualHost(parsed.getVirtualHost());
      return new AmqpUri(
          parsed.isSSL() ? options.withTls(TlsOptions.defaults()) : options,
          new BusCredentials(parsed.getUsername(), parsed.getPassword()));
    } catch (URISyntaxException | GeneralSecurityException | RuntimeException e) {
      // neither the text nor the cause, which quotes it
      throw new IllegalArgumentException(
          "not the address of a broker; it looks like amqp://user:password@host:5672/vhost");
    }
  }
}
