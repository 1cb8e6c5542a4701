package org.mano4j.testkit;

import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** Describes an {@link OfflineNfvo}; from {@link OfflineNfvo#builder}. Not thread-safe. */
public final class OfflineNfvoBuilder {

  private static final int PASSWORD_LENGTH = 16;

  private @Nullable BusConnector connector;
  private BusCredentials user = new BusCredentials("admin", "openbaton");
  private NfvoOptions options = NfvoOptions.defaults();
  private Clock clock = Clock.systemUTC();
  private Supplier<String> ids = () -> UUID.randomUUID().toString();
  private RandomGenerator random = new Random();
  private @Nullable BrokerUsers brokerUsers;
  private @Nullable BrokerManagement management;
  private String vhost = "/";
  private BusCredentials registrationUser = NfvoAddresses.DEFAULT_REGISTRATION_USER;
  private @Nullable Executor executor;

  OfflineNfvoBuilder() {}

  /** The bus that VNFMs and plugins are on. Required. */
  public OfflineNfvoBuilder bus(BusConnector connector) {
    this.connector = Objects.requireNonNull(connector, "connector");
    return this;
  }

  /** Its own broker user; by default {@code admin}. */
  public OfflineNfvoBuilder user(BusCredentials user) {
    this.user = Objects.requireNonNull(user, "user");
    return this;
  }

  /** How it behaves; by default {@link NfvoOptions#defaults}. */
  public OfflineNfvoBuilder options(NfvoOptions options) {
    this.options = Objects.requireNonNull(options, "options");
    return this;
  }

  /** The time in records and trace; by default that of the system. */
  public OfflineNfvoBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /** Makes ids, each one new; by default random UUIDs. Called by several threads. */
  public OfflineNfvoBuilder ids(Supplier<String> ids) {
    this.ids = Objects.requireNonNull(ids, "ids");
    return this;
  }

  /** Chooses the numbers in host names. Called by several threads. */
  public OfflineNfvoBuilder random(RandomGenerator random) {
    this.random = Objects.requireNonNull(random, "random");
    return this;
  }

  /**
   * Makes the users that VNFMs and plugins are given. By default they are made in the broker with
   * {@link #management}, and exist in name only without it.
   */
  public OfflineNfvoBuilder brokerUsers(BrokerUsers users) {
    this.brokerUsers = Objects.requireNonNull(users, "users");
    return this;
  }

  /**
   * Lets it manage the broker, as a real NFVO does: it makes the registration user and a private
   * user for each VNFM and plugin, finds drivers by the list of queues, and looks every {@link
   * NfvoOptions#presencePause} which VNFMs have one. By default it manages nothing; users are
   * handed out as {@link #brokerUsers} says.
   *
   * @param vhost the virtual host that the connector leads to
   */
  public OfflineNfvoBuilder management(BrokerManagement management, String vhost) {
    this.management = Objects.requireNonNull(management, "management");
    this.vhost = Objects.requireNonNull(vhost, "vhost");
    return this;
  }

  /**
   * The user to be made that VNFMs and plugins register as; by default {@link
   * NfvoAddresses#DEFAULT_REGISTRATION_USER}. Matters only with {@link #management}.
   */
  public OfflineNfvoBuilder registrationUser(BusCredentials user) {
    this.registrationUser = Objects.requireNonNull(user, "user");
    return this;
  }

  /**
   * Runs what it does between messages, none of which blocks; it is not shut down. By default it
   * has as many threads of its own as there are processors.
   */
  public OfflineNfvoBuilder executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * The orchestrator, not started.
   *
   * @throws IllegalArgumentException if the bus is missing
   */
  public OfflineNfvo build() {
    if (connector == null) {
      throw new IllegalArgumentException("the orchestrator has no bus; give it a connector");
    }
    BrokerSetup broker =
        management == null ? null : new BrokerSetup(management, vhost, registrationUser);
    return new OfflineNfvo(
        new NfvoSettings(connector, user, options, clock, ids, random, users(), broker, executor));
  }

  private BrokerUsers users() {
    if (brokerUsers != null) {
      return brokerUsers;
    }
    if (management != null) {
      return new PrivateBrokerUsers(management, vhost);
    }
    Supplier<String> made = ids;
    return (name, queue) -> new BusCredentials(name, password(made.get().replace("-", "")));
  }

  private static String password(String text) {
    return text.substring(0, Math.min(PASSWORD_LENGTH, text.length()));
  }
}
