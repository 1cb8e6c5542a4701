package org.mano4j.messaging;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * A broker and its user as one text, such as {@code amqp://guest:guest@localhost:5672/%2F}: the
 * form that RabbitMQ documents. Left out, the user is {@code guest}, the port 5672 or 5671, the
 * virtual host "/". What is special in a name is percent-encoded.
 *
 * @param options where the broker is; {@code amqps} trusts the authorities of the Java platform
 * @param credentials the broker user
 */
public record AmqpUri(AmqpOptions options, BusCredentials credentials) {

  private static final int MOST_PORTS = 65_535;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, has a query, or names a port or virtual host
   *     that cannot be; without the text, which may hold a password
   */
  public static AmqpUri parse(String uri) {
    String mistake = mistake(uri);
    if (mistake != null) {
      throw new IllegalArgumentException("the address of the broker " + mistake);
    }
    try {
      ConnectionFactory parsed = new ConnectionFactory();
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

  /** What is well formed and cannot be meant; null if it is fine, or not well formed. */
  private static @Nullable String mistake(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
    String path = uri.getRawPath();
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "has a query ('?…') or a fragment ('#…'), which is not read; leave it out, and set"
          + " heartbeat and the like in the options";
    }
    if (uri.getPort() == 0 || uri.getPort() > MOST_PORTS) {
      return "has port " + uri.getPort() + "; ports are from 1 to " + MOST_PORTS;
    }
    if ("/".equals(path)) {
      return "ends with '/', which names a virtual host ''; leave the '/' out for the virtual host"
          + " '/'";
    }
    return path != null && path.indexOf('/', 1) > 0
        ? "has more than one name after the host; a '/' in the name of a virtual host is written %2F"
        : null;
  }
}
