package org.mano4j.pop.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Resources;

/** Collects what a {@link PopServer} needs: a platform, and at least one user. Not thread-safe. */
public final class PopServerBuilder {

  private final Map<String, UserSource.PlainUser> plain = new HashMap<>();
  private final Map<String, PopUser> hashed = new HashMap<>();
  private boolean usersElsewhere;
  private final PopServerConfigBuilder config;

  PopServerBuilder(PopBackend backend) {
    this.config =
        PopServerConfigBuilder.builder()
            .backend(Objects.requireNonNull(backend, "backend"))
            .name("pop")
            .address(InetAddress.getLoopbackAddress())
            .bcryptCost(PasswordHash.DEFAULT_COST)
            .sessions(SessionOptions.defaults())
            .defaultNetwork("private")
            .moreUsers(List::of)
            .maxCalls(1000)
            .sync(true)
            .flavours(new Flavours(List.of()))
            .backendTimeout(() -> Platform.DEFAULT_TIMEOUT)
            .containersPerUser(Integer.MAX_VALUE)
            .input(InputRules.defaults())
            .subnetPools(SubnetPool.defaults())
            .networkRefresh(Duration.ofSeconds(30))
            .eventsKept(10_000)
            .bookmarks(Duration.ofSeconds(30))
            .maxStreams(200)
            .maxMessageSize(4 << 20)
            .maxHeaderSize(8 << 10)
            .audit(AuditLog.logger())
            .clock(Clock.systemUTC())
            .ticker(System::nanoTime);
  }

  /** What the Pop calls itself, to its callers and in its threads' names; default {@code pop}. */
  public PopServerBuilder name(String value) {
    config.name(Objects.requireNonNull(value, "name"));
    return this;
  }

  /** Where it listens; default the loopback address. */
  public PopServerBuilder address(InetAddress value) {
    config.address(Objects.requireNonNull(value, "address"));
    return this;
  }

  /** The port it listens on, 0 to 65535; default 0, any free one, see {@link PopServer#port}. */
  public PopServerBuilder port(int value) {
    if (value < 0 || value > 65535) {
      throw new IllegalArgumentException("port " + value + " is not between 0 and 65535");
    }
    config.port(value);
    return this;
  }

  /** Speaks TLS, and takes no plain text any more. Default: plain text. */
  public PopServerBuilder tls(PopServerTls value) {
    config.tls(Objects.requireNonNull(value, "tls"));
    return this;
  }

  /**
   * Is reached inside this JVM only, by this name, see {@link
   * org.mano4j.pop.PopEndpoint#inProcess}; address, port and the limit of the message size mean
   * nothing then. Default: it listens on a port.
   */
  public PopServerBuilder inProcess(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a Pop in this process needs a name, but it is empty");
    }
    config.inProcess(value);
    return this;
  }

  /**
   * Adds a user who may do everything. The password is hashed at the start, which takes time by the
   * {@link #bcryptCost}; {@link #user(String, PasswordHash)} saves that.
   *
   * @param username see {@link PopUser}
   * @param password 1 to 71 bytes in UTF-8
   */
  public PopServerBuilder user(String username, String password) {
    return user(username, password, Role.ADMIN);
  }

  /**
   * Adds a user with a role. The password is hashed at the start.
   *
   * @param username see {@link PopUser}
   * @param password 1 to 71 bytes in UTF-8
   */
  public PopServerBuilder user(String username, String password, Role role) {
    PopUser.checkName(username);
    PasswordHash.checkPassword(password);
    hashed.remove(username);
    plain.put(username, new UserSource.PlainUser(password, Objects.requireNonNull(role, "role")));
    return this;
  }

  /** Adds a user who may do everything, and whose password is hashed already. */
  public PopServerBuilder user(String username, PasswordHash hash) {
    return user(username, hash, Role.ADMIN);
  }

  /** Adds a user with a role, whose password is hashed already. */
  public PopServerBuilder user(String username, PasswordHash hash, Role role) {
    hashed.put(username, new PopUser(username, hash, role));
    plain.remove(username);
    return this;
  }

  /**
   * Asks for more users, at the start and at each {@link PopServer#reloadUsers}. They take the
   * place of users given otherwise who have the same names. Default: none.
   */
  public PopServerBuilder users(Supplier<? extends Collection<PopUser>> value) {
    config.moreUsers(Objects.requireNonNull(value, "users"));
    usersElsewhere = true;
    return this;
  }

  /** Cost of hashing passwords, 4 to 31; default {@value PasswordHash#DEFAULT_COST}. */
  public PopServerBuilder bcryptCost(int value) {
    PasswordHash.checkCost(value);
    config.bcryptCost(value);
    return this;
  }

  /** How long sessions last. */
  public PopServerBuilder sessions(SessionOptions value) {
    config.sessions(Objects.requireNonNull(value, "sessions"));
    return this;
  }

  /** The network of containers that ask for none; default {@code private}. */
  public PopServerBuilder defaultNetwork(String value) {
    config.defaultNetwork(Objects.requireNonNull(value, "defaultNetwork"));
    return this;
  }

  /**
   * Most calls at a time, from 1; one more gets RESOURCE_EXHAUSTED. A call whose caller has given
   * up counts until its work has ended. Default 1000.
   */
  public PopServerBuilder maxCalls(int value) {
    config.maxCalls(atLeastOne("maxCalls", value));
    return this;
  }

  /**
   * What containers can have, beside {@link Flavour#UNLIMITED}, which is always there. Default:
   * nothing else. Later calls replace earlier ones.
   *
   * @throws IllegalArgumentException if two of them have the same id or name, or one has none
   */
  public PopServerBuilder flavours(Collection<Flavour> value) {
    config.flavours(new Flavours(value));
    return this;
  }

  /**
   * How long the platform may take for one call, more than 0; default 60 s. A stop may take this
   * long beyond its grace. After that the caller gets DEADLINE_EXCEEDED and the platform's thread
   * is interrupted; an instance that starts later than that is stopped again.
   */
  public PopServerBuilder backendTimeout(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("backendTimeout must be more than 0, but is " + value);
    }
    return backendTimeout(() -> value);
  }

  /** With a limit that is asked for at each call, so that a test can have but one call given up. */
  PopServerBuilder backendTimeout(Supplier<Duration> value) {
    config.backendTimeout(value);
    return this;
  }

  /**
   * Most containers of one user, in any state, from 1; one more gets RESOURCE_EXHAUSTED. Default:
   * no limit.
   */
  public PopServerBuilder containersPerUser(int value) {
    config.containersPerUser(atLeastOne("containersPerUser", value));
    return this;
  }

  /**
   * How much metadata a container may have, and how many labels; more gets INVALID_ARGUMENT.
   *
   * @param entries of each, from 1; default 1000
   * @param bytes of all keys and values of each, in UTF-8, from 1; default 128 KiB
   */
  public PopServerBuilder metadataLimits(int entries, int bytes) {
    config.input(new InputRules(atLeastOne("entries", entries), atLeastOne("bytes", bytes)));
    return this;
  }

  /**
   * Where CreateNetwork takes a subnet of if none is asked for: the lowest one of the first pool
   * that overlaps with no network of the platform. Empty: callers must name one. Default {@link
   * SubnetPool#defaults}.
   */
  public PopServerBuilder subnetPools(List<SubnetPool> value) {
    config.subnetPools(List.copyOf(value));
    return this;
  }

  /**
   * Where the server remembers its containers and networks, so that what it has acknowledged
   * survives a crash; made if it is not there. One server at a time uses a directory. By default
   * all is forgotten when the process ends.
   */
  public PopServerBuilder stateDirectory(Path value) {
    config.stateDirectory(Objects.requireNonNull(value, "stateDirectory"));
    return this;
  }

  /**
   * Pause between asking the platform for its networks and for addresses that others have in them;
   * these are not given out. Networks that callers have made and that are gone are made again then.
   * It is asked also at the start, at lists of networks, for networks that are not known, and
   * before a container is refused because a network is full. Longer than 0; default 30 s.
   */
  public PopServerBuilder networkRefresh(Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("networkRefresh must be longer than 0, but is " + value);
    }
    config.networkRefresh(value);
    return this;
  }

  /**
   * What Info tells that this Pop has; default: what the platform tells. Nothing is refused by it.
   */
  public PopServerBuilder capacity(Resources value) {
    config.capacity(Objects.requireNonNull(value, "capacity"));
    return this;
  }

  /**
   * Whether each change waits until the disk has it before it is acknowledged. Then it survives
   * also a power cut; else only a crash of the process. Changes that come at the same time wait
   * together. No matter without {@link #stateDirectory}. Default true.
   */
  public PopServerBuilder sync(boolean value) {
    config.sync(value);
    return this;
  }

  /**
   * Most changes of containers that are remembered for callers that watch, from 1; default 10,000.
   * Fewer are kept if they are larger than 4 KiB on average. A watch that asks for older ones, or
   * falls behind by more, ends with OUT_OF_RANGE.
   */
  public PopServerBuilder eventsKept(int value) {
    config.eventsKept(atLeastOne("eventsKept", value));
    return this;
  }

  /**
   * After how long a quiet watch is told the present sequence number, at least 1 ms; default 30 s.
   * So often it is also looked for Watch and Logs calls whose session has expired; they are ended.
   */
  public PopServerBuilder bookmarks(Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("bookmarks must be at least 1 ms, but is " + value);
    }
    config.bookmarks(value);
    return this;
  }

  /**
   * Most Watch and Logs calls at a time, from 1; one more gets RESOURCE_EXHAUSTED. They do not
   * count for {@link #maxCalls}. Default 200.
   */
  public PopServerBuilder maxStreams(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("maxStreams must be at least 1, but is " + value);
    }
    config.maxStreams(value);
    return this;
  }

  /**
   * Largest request in bytes, from 1024; a larger one gets RESOURCE_EXHAUSTED. Default 4 MiB, as
   * old Pops have it.
   */
  public PopServerBuilder maxMessageSize(int value) {
    if (value < 1024) {
      throw new IllegalArgumentException("maxMessageSize must be at least 1024, but is " + value);
    }
    config.maxMessageSize(value);
    return this;
  }

  /**
   * Most bytes of the headers of a call, among them the token, from 1024; a call with more is
   * refused by the transport. Default 8 KiB.
   */
  public PopServerBuilder maxHeaderSize(int value) {
    if (value < 1024) {
      throw new IllegalArgumentException("maxHeaderSize must be at least 1024, but is " + value);
    }
    config.maxHeaderSize(value);
    return this;
  }

  /** Where lines of the audit log go; default its logger. */
  PopServerBuilder audit(Consumer<String> value) {
    config.audit(value);
    return this;
  }

  /** Tells when containers are created and started; default the system's clock, in UTC. */
  public PopServerBuilder clock(Clock value) {
    config.clock(Objects.requireNonNull(value, "clock"));
    return this;
  }

  /**
   * Tells when sessions expire, in nanoseconds from any origin; default {@link System#nanoTime}.
   */
  public PopServerBuilder ticker(LongSupplier value) {
    config.ticker(Objects.requireNonNull(value, "ticker"));
    return this;
  }

  /**
   * Runs all calls, which may block; the server does not shut it down. It must be able to run at
   * least as many tasks at once as containers shall start or stop at once. By default threads come
   * and go as needed.
   */
  public PopServerBuilder executor(Executor value) {
    config.executor(Objects.requireNonNull(value, "executor"));
    return this;
  }

  /**
   * The server, not started yet.
   *
   * @throws IllegalStateException if there is no user, or TLS in a server that no network reaches
   */
  public PopServer build() {
    if (config.inProcess() != null && config.tls() != null) {
      throw new IllegalStateException(
          "Pop '"
              + config.name()
              + "' is in-process, where there is no TLS; leave out one of tls(..), inProcess(..)");
    }
    if (plain.isEmpty() && hashed.isEmpty() && !usersElsewhere) {
      throw new IllegalStateException(
          "Pop '" + config.name() + "' has no user, so nobody could log in; add one with user(..)");
    }
    return new PopServer(config.plain(plain).hashed(List.copyOf(hashed.values())).build());
  }

  private static int atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, but is " + value);
    }
    return value;
  }
}
