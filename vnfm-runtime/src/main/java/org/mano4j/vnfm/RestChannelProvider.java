package org.mano4j.vnfm;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.mano4j.config.Setting;
import org.mano4j.config.Table;
import org.mano4j.messaging.AmqpConfig;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** Makes the channel {@code rest}: a {@link RestChannel}, from {@code [rest]}. */
public final class RestChannelProvider implements ChannelProvider {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  /** For ServiceLoader. */
  public RestChannelProvider() {}

  @Override
  public String name() {
    return "rest";
  }

  @Override
  public Channel create(Table config) {
    URI nfvo = address(config, "nfvo").required();
    Optional<URI> advertise = address(config, "advertise").optional();
    InetAddress listen = listen(config);
    if (listen.isAnyLocalAddress() && !config.has("advertise")) {
      config.problem(
          "listen", "means all addresses; say in 'advertise' at which one the NFVO finds it");
    }
    Optional<Integer> port = config.integer("port", 0, 65_535).optional();
    Optional<RestChannel.Answering> answers =
        config.choice("answers", RestChannel.Answering.class).optional();
    Optional<Duration> connect =
        config.duration("connect-timeout", MILLISECOND, TEN_MINUTES).optional();
    Optional<Duration> transfer =
        config.duration("transfer-limit", MILLISECOND, TEN_MINUTES).optional();
    Optional<Integer> threads = config.integer("threads", 1, 10_000).optional();
    Optional<Integer> requests = config.integer("requests", 1, 1_000_000).optional();
    Optional<Boolean> deregister = config.flag("deregister").optional();
    RegistrationOptions registration = AmqpConfig.registration(config.table("registration"));
    config.check();

    RestChannel.Builder channel =
        RestChannel.builder(nfvo).listen(listen).registration(registration);
    advertise.ifPresent(channel::advertise);
    port.ifPresent(channel::port);
    answers.ifPresent(channel::answering);
    connect.ifPresent(channel::connectTimeout);
    transfer.ifPresent(channel::transferLimit);
    threads.ifPresent(channel::threads);
    requests.ifPresent(channel::requests);
    deregister.ifPresent(channel::deregister);
    return channel.build();
  }

  private static Setting<URI> address(Table config, String key) {
    return config
        .uri(key, "http", "https")
        .mustBe(
            uri ->
                uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null,
            "must be without user, query and fragment");
  }

  private static InetAddress listen(Table config) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Optional<String> name = config.text("listen").optional();
    if (name.isEmpty()) {
      return loopback;
    }
    try {
      return InetAddress.getByName(name.get());
    } catch (UnknownHostException e) {
      config.problem("listen", "must be an address of this machine, such as 127.0.0.1 or 0.0.0.0");
      return loopback;
    }
  }
}
