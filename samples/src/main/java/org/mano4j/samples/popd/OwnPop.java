package org.mano4j.samples.popd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopUser;
import org.mano4j.pop.server.Role;
import org.mano4j.samples.daemon.Meters;
import org.mano4j.samples.daemon.Prepared;
import org.mano4j.samples.daemon.ProgramOptions;
import org.slf4j.LoggerFactory;

/**
 * A Pop for a VIM driver in the same program, which logs in as a user of its own: made at each
 * start, with a password that nobody else learns. Thread-safe.
 */
public final class OwnPop {

  /** The user; administrators make networks, which an NFVO asks the driver for. */
  static final String USER = "mano4j-driver";

  private static final int PASSWORD_BYTES = 32;

  private final PopdSource source;
  private final PopCredentials credentials;
  private final PopUser user;
  private volatile @Nullable PopServer server;
  private volatile InetAddress listening = InetAddress.getLoopbackAddress();

  private OwnPop(PopdSource source) {
    this.source = source;
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    this.credentials = new PopCredentials(USER, password);
    // With so many random bits in the password, no cost is needed to keep the hash from telling it.
    this.user = new PopUser(USER, PasswordHash.of(password, PasswordHash.MIN_COST), Role.ADMIN);
  }

  /** The Pop of this configuration. */
  public static OwnPop of(ProgramOptions options, Map<String, String> environment) {
    PopdOptions said =
        new PopdOptions(options.file(), null, null, false, options.verbose(), options.logFormat());
    return new OwnPop(new PopdSource(said, environment));
  }

  /**
   * Reads the configuration, begins the log it wants, and prepares the Pop. Used once.
   *
   * @throws org.mano4j.config.ConfigException with all mistakes of the configuration
   * @throws IllegalArgumentException with a sentence, if it cannot be used otherwise
   * @throws IllegalStateException with a sentence, if there can be no state directory
   */
  public Prepared prepare(Supplier<Meters> meters) {
    return PopdSetup.prepare(
        source,
        this::users,
        meters,
        (config, made) -> {
          listening = config.netaddr().socket().getAddress();
          server = made;
        });
  }

  private List<PopUser> users(PopdConfig config) {
    List<PopUser> all = new ArrayList<>(source.users(config));
    all.add(user);
    return all;
  }

  /**
   * The driver's credentials, if this Pop is the one that listens there. Asked for once the Pop has
   * started.
   */
  public Optional<PopCredentials> credentials(PopEndpoint endpoint) {
    PopServer running = server;
    boolean own = running != null && isOf(endpoint, running);
    return own ? Optional.of(credentials) : Optional.empty();
  }

  private boolean isOf(PopEndpoint endpoint, PopServer running) {
    try {
      return !endpoint.isInProcess()
          && endpoint.port() == running.port()
          && isHere(InetAddress.getByName(endpoint.host()));
    } catch (IOException | IllegalStateException e) {
      // No constant: this class is there before the configuration says how to log.
      LoggerFactory.getLogger(OwnPop.class)
          .debug("{} is not the Pop of this program: {}", endpoint, e.getMessage());
      return false;
    }
  }

  /** Another program may have the same port at another address of this machine. */
  private boolean isHere(InetAddress address) throws IOException {
    return listening.isAnyLocalAddress()
        ? address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null
        : address.equals(listening);
  }
}
