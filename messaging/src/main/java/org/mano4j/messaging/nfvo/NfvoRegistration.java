package org.mano4j.messaging.nfvo;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers VNFMs and plugins with an NFVO 5.0 or later, and takes them back. Calls block, at most
 * as long as their options say, and end early when the thread is interrupted.
 *
 * <p>Registering a type again is harmless: the NFVO hands out the credentials it has stored. One
 * that deregisters cuts off every replica of its type.
 */
public final class NfvoRegistration {

  private static final Logger log = LoggerFactory.getLogger(NfvoRegistration.class);
  private static final Address HANDLING = NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING);

  private NfvoRegistration() {}

  /**
   * Registers a VNFM.
   *
   * @param user the shared registration user
   * @param endpoint with type and queue name
   * @throws BusException if no NFVO answers in the given attempts, or the connection was lost or
   *     the broker full in the last one; at once if the answer cannot be read, or if the thread is
   *     interrupted
   * @throws BusException.Unreachable at once if the connector does not reach the broker: it has
   *     tried as often as its own options say
   * @throws BusException.Denied at once if the broker refuses the user
   */
  public static Registration registerVnfm(
      BusConnector connector,
      BusCredentials user,
      VnfmManagerEndpoint endpoint,
      RegistrationOptions options) {
    String type = Objects.requireNonNull(endpoint.type(), "endpoint.type");
    return register(connector, user, type, endpoint, options);
  }

  /**
   * Registers a plugin.
   *
   * @param user the shared registration user
   * @param pluginId such as {@code vim-drivers.pop.openbaton}
   * @throws BusException as for {@link #registerVnfm}
   */
  public static Registration registerPlugin(
      BusConnector connector, BusCredentials user, String pluginId, RegistrationOptions options) {
    return register(connector, user, pluginId, null, options);
  }

  /**
   * Tells the NFVO to forget a manager or plugin and to remove its private broker user. Nothing
   * comes back; when this returns, an NFVO has the message in its queue.
   *
   * @param user the shared registration user
   * @throws BusException if there is no NFVO to tell, or the broker cannot be reached
   */
  public static void deregister(
      BusConnector connector,
      BusCredentials user,
      Registration registration,
      RegistrationOptions options) {
    try (MessageBus bus = connector.open(user, "deregister-" + registration.type())) {
      deregister(bus, registration, options.timeout());
    }
  }

  /** The same over a bus that is open already, of the shared or the private user. */
  public static void deregister(MessageBus bus, Registration registration, Duration timeout) {
    BusCredentials credentials = registration.credentials();
    ManagerRequest request =
        ManagerRequest.deregister(
            credentials.username(), credentials.password(), registration.endpoint());
    String what = "deregistration of '" + registration.type() + "'";
    await(bus.publish(HANDLING, request.toMessage()), timeout, what);
    log.info("deregistered '{}'", registration.type());
  }

  private static Registration register(
      BusConnector connector,
      BusCredentials user,
      String type,
      @Nullable VnfmManagerEndpoint endpoint,
      RegistrationOptions options) {
    Message request = ManagerRequest.register(type, endpoint).toMessage();
    Registration registration =
        read(type, endpoint, answer(connector, user, request, type, options));
    log.info(
        "registered '{}'; its broker user is '{}'", type, registration.credentials().username());
    return registration;
  }

  private static Message answer(
      BusConnector connector,
      BusCredentials user,
      Message request,
      String type,
      RegistrationOptions options) {
    String what = "registration of '" + type + "'";
    for (int attempt = 1; ; attempt++) {
      MessageBus bus = connector.open(user, "register-" + type);
      try (bus) {
        return await(bus.request(HANDLING, request, options.timeout()), options.timeout(), what);
      } catch (BusException.Unroutable
          | BusException.NoReply
          | BusException.Closed
          | BusException.Refused e) {
        if (attempt == options.attempts()) {
          throw failed(what, attempt, e, options);
        }
        log.warn(
            "{}: {}; retrying in {} ({} of {})",
            what,
            why(e, options),
            seconds(options.pause()),
            attempt + 1,
            options.attempts());
      }
      pause(options.pause(), what);
    }
  }

  private static BusException failed(
      String what, int attempts, BusException cause, RegistrationOptions options) {
    String count = attempts + (attempts == 1 ? " attempt" : " attempts");
    return new BusException(
        what
            + " failed: "
            + why(cause, options)
            + " ("
            + count
            + "); "
            + (isBrokers(cause)
                ? "look at the broker and the network to it"
                : "start the NFVO, and check that it uses this broker and virtual host"),
        cause);
  }

  /** Registering again is harmless, so it does not matter whether the request was taken. */
  private static boolean isBrokers(BusException cause) {
    return cause instanceof BusException.Closed || cause instanceof BusException.Refused;
  }

  private static String why(BusException cause, RegistrationOptions options) {
    if (cause instanceof BusException.NoReply) {
      return "the NFVO has '"
          + HANDLING.key()
          + "' but did not answer in "
          + seconds(options.timeout());
    }
    return cause instanceof BusException.Unroutable
        ? "no NFVO answers on '" + HANDLING.key() + "'"
        : cause.getMessage();
  }

  private static Registration read(
      String type, @Nullable VnfmManagerEndpoint endpoint, Message answer) {
    ManagerCredentials credentials;
    try {
      credentials = CatalogueJson.read(answer.body(), ManagerCredentials.class);
    } catch (CatalogueException e) {
      // neither the text of the error nor the cause: they may quote the password
      throw unreadable(type, answer);
    }
    String username = credentials.rabbitUsername();
    String password = credentials.rabbitPassword();
    if (username == null || password == null) {
      throw unreadable(type, answer);
    }
    return new Registration(type, new BusCredentials(username, password), credentials, endpoint);
  }

  private static BusException unreadable(String type, Message answer) {
    return new BusException(
        "registration of '"
            + type
            + "' failed: the NFVO's answer ("
            + answer.fingerprint()
            + ") holds no broker user; check that the NFVO is of version 5.0 or later");
  }

  private static <T> T await(CompletionStage<T> stage, Duration timeout, String what) {
    try {
      // the stage ends by itself; this limit only guards against a bus that forgets to
      return stage.toCompletableFuture().get(timeout.toMillis() + 5_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof BusException failure) {
        throw failure;
      }
      throw new BusException(what + " failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new BusException.NoReply(what + ": nothing heard in " + seconds(timeout));
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static void pause(Duration pause, String what) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static BusException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BusException(what + " was interrupted", e);
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    return seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s";
  }
}
