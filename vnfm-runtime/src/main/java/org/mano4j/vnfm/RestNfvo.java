package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a manager has to say to an NFVO over HTTP, and on which path. */
final class RestNfvo {

  static final String REGISTER = "/admin/v1/vnfm-register";
  static final String UNREGISTER = "/admin/v1/vnfm-unregister";
  static final String ACTIONS = "/admin/v1/vnfm-core-actions";

  /** An NFVO has no other path on which it answers. */
  private static final Map<Action, String> QUESTIONS =
      Map.of(
          Action.GRANT_OPERATION, "/admin/v1/vnfm-core-grant",
          Action.ALLOCATE_RESOURCES, "/admin/v1/vnfm-core-allocate",
          Action.SCALING, "/admin/v1/vnfm-core-scale");

  private static final Logger log = LoggerFactory.getLogger(RestChannel.class);

  private final RestClient client;
  private final RegistrationOptions options;

  RestNfvo(RestClient client, RegistrationOptions options) {
    this.client = client;
    this.options = options;
  }

  /** Again and again while no NFVO is there; not when it says no. */
  void register(VnfmManagerEndpoint endpoint, BooleanSupplier unwanted) {
    byte[] body = CatalogueJson.write(endpoint);
    String what = "registration of '" + endpoint.type() + "'";
    for (int attempt = 1; ; attempt++) {
      try {
        await(REGISTER, body);
        log.info("registered '{}' at {}", endpoint.type(), endpoint.endpoint());
        return;
      } catch (RestFailure e) {
        if (unwanted.getAsBoolean()) {
          throw new VnfmException(what + " ended: the channel was closed meanwhile", e);
        }
        if (e.fate() == RestFailure.Fate.REFUSED || attempt == options.attempts()) {
          throw new VnfmException(
              what + " failed in attempt " + attempt + ": " + e.getMessage(), e);
        }
        log.warn(
            "{}: {}; retrying in {} ms ({} of {})",
            what,
            e.getMessage(),
            options.pause().toMillis(),
            attempt + 1,
            options.attempts());
      }
      pause(what);
    }
  }

  void deregister(VnfmManagerEndpoint endpoint) {
    await(UNREGISTER, CatalogueJson.write(endpoint));
    log.info("deregistered '{}'", endpoint.type());
  }

  private void await(String path, byte[] body) {
    try {
      client.post(path, body, options.timeout()).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RestFailure failure
          ? failure
          : new VnfmException("POST " + path + " failed", e.getCause());
    }
  }

  private void pause(String what) {
    try {
      TimeUnit.NANOSECONDS.sleep(options.pause().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VnfmException(what + " was interrupted", e);
    }
  }

  CompletableFuture<OrVnfmMessage> ask(VnfmOrMessage message, Duration timeout) {
    String path = QUESTIONS.get(message.action());
    if (path == null) {
      return CompletableFuture.failedFuture(
          new VnfmException("an NFVO takes no " + message.action() + " over HTTP and answers it"));
    }
    return client
        .post(path, MessageJson.write(message), timeout)
        .thenApply(answer -> read(path, answer));
  }

  /** What cannot be read may be anything: nothing of it is quoted. */
  private static OrVnfmMessage read(String path, byte[] answer) {
    try {
      return MessageJson.readOrVnfm(answer);
    } catch (RuntimeException e) {
      throw new VnfmException(
          "the NFVO's answer to POST " + path + " (" + answer.length + " bytes) is no message");
    }
  }

  CompletableFuture<Void> tell(VnfmOrMessage message) {
    return tell(MessageJson.write(message), 1);
  }

  /** Hands an answer to an NFVO that waits for it here; never fails, a loss is logged. */
  CompletableFuture<Void> answer(byte[] answer) {
    return tell(answer, options.attempts())
        .exceptionally(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              log.warn(
                  "an answer of {} bytes is lost, and the NFVO waits for it: {}",
                  answer.length,
                  cause.getMessage());
              return null;
            });
  }

  /** Only what has certainly not arrived is sent again. */
  private CompletableFuture<Void> tell(byte[] body, int attempts) {
    return client
        .post(ACTIONS, body, options.timeout())
        .<CompletableFuture<Void>>handle(
            (ignored, failure) -> {
              if (failure == null) {
                return CompletableFuture.completedFuture(null);
              }
              boolean again =
                  attempts > 1
                      && failure instanceof RestFailure rest
                      && rest.fate() == RestFailure.Fate.NOT_SENT;
              if (!again) {
                return CompletableFuture.failedFuture(failure);
              }
              return CompletableFuture.supplyAsync(
                      () -> tell(body, attempts - 1),
                      CompletableFuture.delayedExecutor(
                          options.pause().toNanos(), TimeUnit.NANOSECONDS))
                  .thenCompose(next -> next);
            })
        .thenCompose(done -> done);
  }
}
