package org.mano4j.testkit;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.Trace.About;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers registrations of VNFMs and plugins. A request that is none gets no answer, as from a real
 * NFVO.
 */
final class RegistrationDesk {

  private static final Logger log = LoggerFactory.getLogger(RegistrationDesk.class);

  private static final Pattern WORDS = Pattern.compile("\\.");
  private static final Set<String> WILDCARDS = Set.of("*", "#");

  private final Core core;
  private final ManagerRegistry managers;
  private final VimRegistry vims;
  private final Executor threads;

  RegistrationDesk(Core core, ManagerRegistry managers, VimRegistry vims, Executor threads) {
    this.core = core;
    this.threads = threads;
    this.managers = managers;
    this.vims = vims;
  }

  CompletionStage<Optional<Message>> handle(Delivery delivery) {
    // making a broker user may block
    return CompletableFuture.supplyAsync(() -> answer(delivery.message()), threads);
  }

  private Optional<Message> answer(Message message) {
    if (!Listener.reads(message)) {
      note(message, "not text", null);
      log.warn(
          "a registration of type {} gets no answer; it must be text/plain", message.contentType());
      return Optional.empty();
    }
    ManagerRequest request;
    try {
      request = ManagerRequest.parse(message.body());
    } catch (CatalogueException e) {
      note(message, "unreadable", null);
      log.warn("a registration cannot be read and gets no answer: {}", message.fingerprint());
      return Optional.empty();
    }
    if (request.deregisters()) {
      note(message, ManagerRequest.DEREGISTER, request.username());
      if (!managers.deregister(request)) {
        log.warn("nobody is deregistered: '{}' is not registered so", request.username());
      }
      return Optional.empty();
    }
    String type = request.type();
    long number =
        note(message, request.registers() ? ManagerRequest.REGISTER : "unknown action", type);
    if (!request.registers() || type == null) {
      log.warn("a registration without type or action gets no answer: {}", request);
      return Optional.empty();
    }
    Optional<String> pattern = pattern(type, request.vnfmManagerEndpoint());
    if (pattern.isPresent()) {
      core.trace().note(Direction.SENT, about(ManagerRequest.REGISTER, type), number, "refused");
      log.warn(
          "a registration gets no answer: '{}' is a pattern, and a queue bound by it would get the"
              + " messages of others; name type and endpoint without words * and #",
          pattern.get());
      return Optional.empty();
    }
    if (core.faults().registrationIgnored(type)) {
      core.trace()
          .note(Direction.SENT, about(ManagerRequest.REGISTER, type), number, "not answered");
      return Optional.empty();
    }
    return Optional.of(register(request, type, number));
  }

  /** The name that is a pattern to the broker if a queue is bound by it, if there is one. */
  private static Optional<String> pattern(String type, @Nullable VnfmManagerEndpoint endpoint) {
    Stream<@Nullable String> names =
        endpoint == null ? Stream.of(type) : Stream.of(type, endpoint.type(), endpoint.endpoint());
    return names
        .filter(name -> name != null && WORDS.splitAsStream(name).anyMatch(WILDCARDS::contains))
        .findFirst();
  }

  private Message register(ManagerRequest request, String type, long number) {
    boolean known = managers.types().contains(type);
    ManagerCredentials credentials = managers.register(type, request.vnfmManagerEndpoint());
    Message reply = Message.text(CatalogueJson.write(credentials));
    core.trace().replied(about(ManagerRequest.REGISTER, type), reply.body().length, number);
    if (ManagerRegistry.isDriver(type)) {
      vims.refreshFor(type);
    } else if (known) {
      log.debug("VNFM '{}' registered again; its stored endpoint stays", type);
    }
    return reply;
  }

  private long note(Message message, String what, @Nullable String who) {
    Kind kind = message.replyTo() == null ? Kind.NOTICE : Kind.REQUEST;
    return core.trace()
        .received(kind, about(what, who), message.body().length, message.correlationId());
  }

  private static About about(String what, @Nullable String who) {
    return new About(NfvoAddresses.MANAGER_HANDLING, what, null, who);
  }
}
