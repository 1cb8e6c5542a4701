package org.mano4j.messaging;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker and how to use it, as the table {@code [amqp]} of a configuration says: for managers,
 * plugins, and whoever else connects to one. {@code docs/configuration.md} has all keys. The text
 * form hides the password.
 *
 * @param options where the broker is and how to work with it
 * @param user the broker user to register with; that of an NFVO as it is shipped by default
 * @param exchange what the broker calls the exchange of the NFVO; {@value NfvoAddresses#EXCHANGE}
 *     by default. It has to be there: it is never declared
 * @param queueExpiry how long an own queue stays without a consumer; 60 s by default
 * @param autoDelete whether an own queue vanishes with its last consumer, and takes along the
 *     requests in work; false by default
 * @param registration how patiently to register
 * @param nfvo the version of the NFVO; 5.0 or later by default
 */
public record AmqpConfig(
    AmqpOptions options,
    BusCredentials user,
    String exchange,
    Duration queueExpiry,
    boolean autoDelete,
    RegistrationOptions registration,
    NfvoVersion nfvo) {

  private static final Logger log = LoggerFactory.getLogger(AmqpConfig.class);
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /**
   * Reads the table. Mistakes are noted, and reported when the table or its configuration is
   * {@linkplain Config#check() checked}; do so before the result is used.
   */
  public static AmqpConfig read(Table amqp) {
    Table queues = amqp.table("queues");
    Duration expires = Duration.ofSeconds(60);
    Optional<Duration> expiry =
        queues.duration("expires", MILLISECOND, Duration.ofDays(1)).optional();
    queues
        .flag("exclusive")
        .optional()
        .filter(exclusive -> exclusive)
        .ifPresent(
            exclusive ->
                withoutEffect(queues, "exclusive", "replicas share the queue of their type"));
    amqp.integer("jobqueue-size", 0, Integer.MAX_VALUE)
        .optional()
        .ifPresent(
            size ->
                withoutEffect(amqp, "jobqueue-size", "requests wait in the queue of the broker"));
    boolean autoDelete = queues.flag("autodelete").orElse(false);
    if (autoDelete && expiry.isPresent()) {
      queues.problem("expires", "contradicts 'autodelete': such a queue does not wait to expire");
    }
    return new AmqpConfig(
        options(amqp),
        user(amqp),
        exchange(amqp.table("exchange")),
        expiry.orElse(expires),
        autoDelete,
        registration(amqp.table("registration")),
        amqp.choice("nfvo", NfvoVersion.class).orElse(NfvoVersion.SINCE_5));
  }

  private static void withoutEffect(Table table, String key, String why) {
    log.warn("{}.{} has no effect: {}", table.path(), key, why);
  }

  private static AmqpOptions options(Table amqp) {
    AmqpOptions defaults = AmqpOptions.defaults();
    return defaults
        .withHost(amqp.text("host").mustBe(host -> !host.isBlank(), "is empty").orElse("localhost"))
        .withPort(amqp.integer("port", 1, 65_535).orElse(0))
        .withVirtualHost(
            amqp.text("vhost")
                .mustBe(vhost -> !vhost.isEmpty(), "is empty; leave it out for \"/\"")
                .orElse(defaults.virtualHost()))
        .withHeartbeat(
            // a number alone as other libraries have it
            amqp.seconds("heartbeat", Duration.ofSeconds(1), Duration.ofSeconds(65_535))
                .orElse(defaults.heartbeat()))
        .withConnectTimeout(
            amqp.duration("connect-timeout", MILLISECOND, Duration.ofMinutes(10))
                .orElse(defaults.connectTimeout()))
        .withConnectAttempts(
            amqp.integer("connect-attempts", 1, 1_000_000).orElse(defaults.connectAttempts()))
        .withConfirmTimeout(
            amqp.duration("confirm-timeout", MILLISECOND, Duration.ofMinutes(10))
                .orElse(defaults.confirmTimeout()))
        .withTls(tls(amqp.table("tls")));
  }

  private static @Nullable TlsOptions tls(Table tls) {
    boolean enabled = tls.flag("enabled").orElse(tls.isPresent());
    Optional<Path> authorities = tls.file("ca").optional();
    Optional<Path> certificate = tls.file("cert").optional();
    Optional<Path> key = tls.file("key").optional();
    boolean verifyHost = tls.flag("verify-host").orElse(true);
    if (certificate.isPresent() && !tls.has("key")) {
      tls.problem("cert", "needs 'key', too");
    }
    if (key.isPresent() && !tls.has("cert")) {
      tls.problem("key", "needs 'cert', too");
    }
    if (!enabled) {
      return null;
    }
    boolean mutual = certificate.isPresent() && key.isPresent();
    return new TlsOptions(
        authorities.orElse(null),
        mutual ? certificate.get() : null,
        mutual ? key.get() : null,
        verifyHost);
  }

  private static BusCredentials user(Table amqp) {
    Optional<String> username = amqp.text("username").optional();
    Optional<String> password = amqp.text("password").optional();
    if (username.isPresent() && !amqp.has("password")) {
      amqp.problem("username", "needs 'password', too");
    }
    BusCredentials shipped = NfvoAddresses.DEFAULT_REGISTRATION_USER;
    return new BusCredentials(
        username.orElse(shipped.username()), password.orElse(shipped.password()));
  }

  private static String exchange(Table exchange) {
    exchange
        .flag("durable")
        .mustBe(
            durable -> durable,
            "must be true: the exchange is the NFVO's, which has made it durable")
        .optional();
    return exchange
        .text("name")
        .mustBe(name -> !name.isBlank(), "is empty")
        .orElse(NfvoAddresses.EXCHANGE);
  }

  /**
   * Reads how patiently to register, from a table of its own such as {@code [amqp.registration]}.
   */
  public static RegistrationOptions registration(Table table) {
    RegistrationOptions defaults = RegistrationOptions.defaults();
    return new RegistrationOptions(
        table.integer("attempts", 1, 1_000_000).orElse(defaults.attempts()),
        table.duration("pause", Duration.ZERO, Duration.ofHours(1)).orElse(defaults.pause()),
        table.duration("timeout", MILLISECOND, Duration.ofMinutes(10)).orElse(defaults.timeout()));
  }

  /** The same broker, used with other options. */
  public AmqpConfig withOptions(AmqpOptions options) {
    return new AmqpConfig(options, user, exchange, queueExpiry, autoDelete, registration, nfvo);
  }

  /** The same with another user to register with. */
  public AmqpConfig withUser(BusCredentials user) {
    return new AmqpConfig(options, user, exchange, queueExpiry, autoDelete, registration, nfvo);
  }

  /** A connector to the broker, on which the exchange is known by its usual name. */
  public BusConnector connector() {
    return RenamedExchange.on(new AmqpBusConnector(options), NfvoAddresses.EXCHANGE, exchange);
  }
}
