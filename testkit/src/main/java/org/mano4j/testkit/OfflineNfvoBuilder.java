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

  /** Makes the private users of VNFMs and plugins; by default they exist in name only. */
  public OfflineNfvoBuilder brokerUsers(BrokerUsers users) {
    this.brokerUsers = Objects.requireNonNull(users, "users");
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
    Supplier<String> passwords = () -> ids.get().replace("-", "");
    return new OfflineNfvo(
        new NfvoSettings(
            connector,
            user,
            options,
            clock,
            ids,
            random,
            brokerUsers != null
                ? brokerUsers
                : name -> new BusCredentials(name, password(passwords.get())),
            executor));
  }

  private static String password(String text) {
    return text.substring(0, Math.min(PASSWORD_LENGTH, text.length()));
  }
}
