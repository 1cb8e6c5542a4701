package org.mano4j.pop.nfv;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.PopTls;

/**
 * The Pops that a driver knows by its own configuration, the table {@code [pops]}: a table for
 * each, whose name is for people, with its address, user and TLS.
 *
 * <pre>{@code
 * [pops]
 * forget-vims-after = "24 h"
 *
 * [pops.site-1]
 * endpoint = "https://pop1.example:60000"
 * username = "nfv"
 * password-file = "site-1.password"
 * tls-ca = "site-ca.pem"
 * }</pre>
 *
 * <p>A Pop is recognised by host and port, whatever the scheme: one that is configured with TLS is
 * called with TLS also if the VIM instance says {@code http://}. Immutable; no password is in the
 * text form.
 */
public final class PopVimConfig {

  private static final Duration REFUSED_LOGIN_PAUSE = Duration.ofSeconds(30);

  private final Map<Place, Pop> pops;
  private final PopClientOptions options;
  private final DoorOptions doors;

  private PopVimConfig(Map<Place, Pop> pops, PopClientOptions options, DoorOptions doors) {
    this.pops = Map.copyOf(pops);
    this.options = options;
    this.doors = doors;
  }

  /** No Pop, and defaults for the rest. */
  public static PopVimConfig none() {
    return new PopVimConfig(Map.of(), defaults(), DoorOptions.defaults());
  }

  /** A driver calls by itself, so it must not annoy a Pop that has refused its password. */
  private static PopClientOptions defaults() {
    return PopClientOptions.defaults().withRefusedLoginPause(REFUSED_LOGIN_PAUSE);
  }

  /**
   * Reads the table {@code [pops]}. Mistakes are noted, and reported when the configuration is
   * {@linkplain Config#check() checked}; do so before the result is used.
   */
  public static PopVimConfig read(Config config) {
    Table table = config.table("pops");
    PopClientOptions defaults = defaults();
    PopClientOptions options =
        defaults
            .withMaxSessions(
                table.integer("max-sessions", 1, 100_000).orElse(defaults.maxSessions()))
            .withIdle(
                table
                    .duration("session-idle", Duration.ZERO, Duration.ofDays(30))
                    .orElse(defaults.idle()))
            .withDeadline(
                table
                    .duration("call-limit", Duration.ofMillis(1), Duration.ofMinutes(25))
                    .orElse(defaults.deadline()));
    DoorOptions doors = DoorOptions.defaults();
    doors =
        new DoorOptions(
            table
                .duration("forget-vims-after", DoorOptions.LEAST_UNSEEN, DoorOptions.MOST_UNSEEN)
                .orElse(doors.unseen()),
            table.integer("max-vims", 1, DoorOptions.MOST_VIMS).orElse(doors.mostVims()));
    Map<Place, Pop> pops = new HashMap<>();
    table
        .namedWithVariables()
        .forEach(
            (name, pop) -> {
              Pop read = Pop.read(name, pop);
              Pop other = read == null ? null : pops.putIfAbsent(Place.of(read.endpoint()), read);
              if (other != null) {
                pop.problem("endpoint", "is that of [pops." + other.name() + "], too");
              }
            });
    return new PopVimConfig(pops, options, doors);
  }

  /** The names of the Pops, sorted. */
  public List<String> names() {
    return pops.values().stream().map(Pop::name).sorted().toList();
  }

  /**
   * User and password for a Pop; none for one that is not configured, and none for an address
   * without TLS of one that is configured with it.
   */
  public Optional<PopCredentials> credentials(PopEndpoint endpoint) {
    return pop(endpoint)
        .filter(pop -> !pop.endpoint().isTls() || endpoint.isTls())
        .map(Pop::credentials);
  }

  /** With what to call a Pop; none for one that is not configured with TLS. */
  public Optional<PopTls> tls(PopEndpoint endpoint) {
    return pop(endpoint).map(Pop::tls);
  }

  /** How Pops are called. */
  public PopClientOptions options() {
    return options;
  }

  /** Sessions that are opened as the configuration says; whoever asks for them closes them. */
  public PopSessions newSessions() {
    return PopSessions.create(options, this::tls);
  }

  /** Where and as whom to call a Pop that somebody has named. */
  Optional<VimAccess> access(PopEndpoint named) {
    return pop(named)
        .map(
            pop ->
                new VimAccess(
                    pop.endpoint().isTls() ? PopEndpoint.tls(named.host(), named.port()) : named,
                    pop.credentials()));
  }

  DoorOptions doors() {
    return doors;
  }

  private Optional<Pop> pop(PopEndpoint endpoint) {
    return endpoint.isInProcess()
        ? Optional.empty()
        : Optional.ofNullable(pops.get(Place.of(endpoint)));
  }

  @Override
  public String toString() {
    return "PopVimConfig" + names();
  }

  private record Place(String host, int port) {

    static Place of(PopEndpoint endpoint) {
      return new Place(endpoint.host().toLowerCase(Locale.ROOT), endpoint.port());
    }
  }

  private record Pop(
      String name, PopEndpoint endpoint, PopCredentials credentials, @Nullable PopTls tls) {

    /** Null if its address is missing or wrong. */
    static @Nullable Pop read(String name, Table table) {
      String text =
          table
              .text("endpoint")
              .mustBe(Pop::isEndpoint, "must be host:port, host, or https://host:port")
              .required();
      String username = table.text("username").required();
      String password = SecretText.read(table, "password");
      PopTls tls = tls(table);
      if (text.isEmpty()) {
        return null;
      }
      PopEndpoint endpoint = PopEndpoint.parse(text);
      if (tls != null && text.regionMatches(true, 0, "http://", 0, 7)) {
        table.problem("endpoint", "contradicts the keys of TLS; begin it with https://");
      }
      if (tls != null || endpoint.isTls()) {
        endpoint = PopEndpoint.tls(endpoint.host(), endpoint.port());
        tls = tls == null ? PopTls.defaults() : tls;
      }
      return new Pop(name, endpoint, new PopCredentials(username, password), tls);
    }

    private static boolean isEndpoint(String text) {
      try {
        PopEndpoint.parse(text);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private static @Nullable PopTls tls(Table table) {
      Optional<Path> authorities = table.file("tls-ca").optional();
      Optional<Path> certificate = table.file("tls-cert").optional();
      Optional<Path> key = table.file("tls-key").optional();
      Optional<String> name = table.text("tls-name").optional();
      if (table.has("tls-cert") && !table.has("tls-key")) {
        table.problem("tls-cert", "needs 'tls-key', too");
      }
      if (table.has("tls-key") && !table.has("tls-cert")) {
        table.problem("tls-key", "needs 'tls-cert', too");
      }
      if (authorities.isEmpty() && certificate.isEmpty() && key.isEmpty() && name.isEmpty()) {
        return null;
      }
      boolean mutual = certificate.isPresent() && key.isPresent();
      return new PopTls(
          authorities.orElse(null),
          mutual ? certificate.get() : null,
          mutual ? key.get() : null,
          name.orElse(""));
    }
  }
}
