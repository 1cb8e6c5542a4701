package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.Registration;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NFVO 3.2 and 4.0: one broker user for everything, registration without an answer, requests that
 * are answered with a message of their own.
 */
final class Before5Protocol implements BusProtocol {

  static final String REGISTER = "nfvo.vnfm.register";
  static final String UNREGISTER = "nfvo.vnfm.unregister";

  private static final Logger log = LoggerFactory.getLogger(BusChannel.class);

  private final SentAnswers answers = new SentAnswers();

  @Override
  public Registration register(
      BusConnector connector,
      BusCredentials user,
      VnfmManagerEndpoint endpoint,
      RegistrationOptions options) {
    String type = Objects.requireNonNull(endpoint.type(), "endpoint.type");
    for (int attempt = 1; ; attempt++) {
      try (MessageBus bus = connector.open(user, "register-" + type)) {
        send(bus, REGISTER, endpoint, options.timeout());
        log.info("registered '{}' with an NFVO before 5.0", type);
        return new Registration(type, user, ManagerCredentialsBuilder.builder().build(), endpoint);
      } catch (BusException.Unroutable | BusException.Closed | BusException.Refused e) {
        // also a connection that was lost meanwhile, and a broker that takes nothing now
        if (attempt == options.attempts()) {
          throw new BusException(
              "registration of '"
                  + type
                  + "' failed: "
                  + e.getMessage()
                  + " (attempts: "
                  + attempt
                  + "); start the NFVO, and check that it uses this broker and virtual host",
              e);
        }
        log.warn("registration of '{}': {}; trying again", type, e.getMessage());
      }
      pause(options.pause(), type);
    }
  }

  private static void pause(Duration pause, String type) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException("registration of '" + type + "' was interrupted", e);
    }
  }

  @Override
  public void deregister(MessageBus bus, Registration registration, Duration timeout) {
    send(bus, UNREGISTER, Objects.requireNonNull(registration.endpoint()), timeout);
    log.info("deregistered '{}'", registration.type());
  }

  private static void send(
      MessageBus bus, String key, VnfmManagerEndpoint endpoint, Duration timeout) {
    String what = "message to '" + key + "'";
    try {
      bus.publish(NfvoAddresses.of(key), Message.text(CatalogueJson.write(endpoint)))
          .toCompletableFuture()
          .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BusException failure) {
        throw failure;
      }
      throw new BusException(what + " failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new BusException(what + " was not confirmed in time; check the broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(what + " was interrupted", e);
    }
  }

  @Override
  public String queue(VnfmManagerEndpoint endpoint) {
    return "nfvo." + endpoint.type() + ".actions";
  }

  @Override
  public DeliveryHandler requests(MessageBus bus, Channel.RequestHandler handler) {
    return delivery ->
        handler
            .handle(new BusRequests.BusRequest(delivery))
            .thenCompose(
                answer ->
                    answer
                        .map(
                            said ->
                                answers.once(
                                    said,
                                    () ->
                                        answer(
                                            bus, Answers.write(delivery.message().body(), said))))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
            .thenApply(sent -> Optional.<Message>empty());
  }

  /** The request is acknowledged when this is confirmed. */
  private static CompletionStage<Void> answer(MessageBus bus, byte[] json) {
    return bus.publish(NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS), Message.text(json));
  }
}
