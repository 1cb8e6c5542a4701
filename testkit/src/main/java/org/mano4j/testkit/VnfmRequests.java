package org.mano4j.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrAllocateResources;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrScaling;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.testkit.Trace.About;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what VNFMs send of their own: requests (GRANT_OPERATION, ALLOCATE_RESOURCES, SCALING,
 * UPDATEVNFR) and messages without an answer. What cannot be read is dropped, as by a real NFVO.
 */
final class VnfmRequests {

  private static final Logger log = LoggerFactory.getLogger(VnfmRequests.class);

  private final Core core;
  private final Function<@Nullable String, Optional<NetworkService>> services;
  private final Steps steps;
  private final Records records;
  private final Granting granting;
  private final Allocation allocation;

  VnfmRequests(
      Core core,
      Function<@Nullable String, Optional<NetworkService>> services,
      Steps steps,
      Records records,
      Granting granting,
      Allocation allocation) {
    this.core = core;
    this.services = services;
    this.steps = steps;
    this.records = records;
    this.granting = granting;
    this.allocation = allocation;
  }

  /** What a message is about, and where it is noted. */
  private record Received(VnfmOrMessage message, About about, long number) {}

  /** Handles a message on the queue for requests. */
  CompletionStage<Optional<Message>> handleRequest(Delivery delivery) {
    return CompletableFuture.supplyAsync(() -> read(delivery), core.executor())
        .thenCompose(
            read ->
                read.map(received -> dispatch(received))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  /** Handles a message on the queue for messages without an answer. */
  CompletionStage<Optional<Message>> handleNotice(Delivery delivery) {
    return CompletableFuture.supplyAsync(() -> read(delivery), core.executor())
        .thenApply(
            read -> {
              read.ifPresent(received -> notice(received.message()));
              return Optional.empty();
            });
  }

  private Optional<Received> read(Delivery delivery) {
    Message message = delivery.message();
    String queue = delivery.address().key();
    int size = message.body().length;
    Kind kind = message.replyTo() == null ? Kind.NOTICE : Kind.REQUEST;
    if (!Listener.reads(message)) {
      About about = new About(queue, "not text", null, null);
      core.trace().received(kind, about, size, message.correlationId());
      log.warn(
          "a message of type {} on {} is dropped; it must be text/plain",
          message.contentType(),
          queue);
      return Optional.empty();
    }
    try {
      VnfmOrMessage read = MessageJson.readVnfmOr(message.body());
      VirtualNetworkFunctionRecord vnfr = read.carriedVnfr().orElse(null);
      About about =
          new About(
              queue,
              read.action().text(),
              vnfr == null ? null : vnfr.parentNsId(),
              vnfr == null ? null : vnfr.name());
      long number = core.trace().received(kind, about, size, message.correlationId());
      return Optional.of(new Received(read, about, number));
    } catch (CatalogueException e) {
      About about = new About(queue, "unreadable", null, null);
      core.trace().received(kind, about, size, message.correlationId());
      log.warn("a message on {} cannot be read and is dropped: {}", queue, message.fingerprint());
      return Optional.empty();
    }
  }

  private void notice(VnfmOrMessage message) {
    Optional<VirtualNetworkFunctionRecord> vnfr = message.carriedVnfr();
    Optional<NetworkService> service = vnfr.flatMap(v -> services.apply(v.parentNsId()));
    if (service.isEmpty()) {
      log.warn("{} belongs to no NSR and is ignored", message.action());
      return;
    }
    service
        .get()
        .lane()
        .execute(
            () ->
                service
                    .get()
                    .vnf(vnfr.get().name())
                    .ifPresent(vnf -> steps.notice(service.get(), vnf, message)));
  }

  private CompletionStage<Optional<Message>> dispatch(Received received) {
    VirtualNetworkFunctionRecord vnfr = received.message().carriedVnfr().orElse(null);
    NetworkService service = vnfr == null ? null : services.apply(vnfr.parentNsId()).orElse(null);
    Vnf vnf = service == null ? null : service.vnf(vnfr.name()).orElse(null);
    if (service == null || vnf == null) {
      log.warn("{} belongs to no NSR and gets no reply", received.message().action());
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletableFuture<Optional<Message>> reply = new CompletableFuture<>();
    service.lane().execute(() -> answer(service, vnf, vnfr, received, reply));
    return reply;
  }

  private void answer(
      NetworkService service,
      Vnf vnf,
      VirtualNetworkFunctionRecord vnfr,
      Received received,
      CompletableFuture<Optional<Message>> reply) {
    CompletionStage<OrVnfmMessage> answer;
    try {
      answer = handle(service, vnf, vnfr, received.message());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answer.whenCompleteAsync(
        (message, failure) -> {
          if (failure == null) {
            reply(received, message, reply);
          } else if (Causes.root(failure) instanceof Refused refused) {
            VirtualNetworkFunctionRecord known = vnf.record().orElse(vnfr);
            String why = String.valueOf(refused.getMessage());
            reply(received, new OrVnfmError(Action.ERROR, known, why, Map.of()), reply);
          } else {
            // a failure of the orchestrator itself: no reply, but a message of its own
            String why = Causes.text(failure);
            steps.fail(service, vnf, received.message().action(), why);
            steps.tell(service, vnf, why);
            note(received, "no reply: " + why);
            reply.complete(Optional.empty());
          }
        },
        service.lane());
  }

  private CompletionStage<OrVnfmMessage> handle(
      NetworkService service, Vnf vnf, VirtualNetworkFunctionRecord vnfr, VnfmOrMessage message) {
    if (service.terminating()) {
      throw new Refused(
          "NSR " + service.id() + " is terminated; " + message.action() + " is not done any more");
    }
    if (vnf.hasFailed() && !message.action().equals(Action.UPDATEVNFR)) {
      // its request was given up, so that nobody would take note of what comes of this
      throw new Refused(
          "VNFR " + vnf.name() + " is in ERROR; " + message.action() + " is not done any more");
    }
    if (message.action().equals(Action.GRANT_OPERATION)) {
      return granting.grant(service, vnf, vnfr);
    } else if (message instanceof VnfmOrAllocateResources allocate) {
      return allocation.allocate(service, vnf, allocate);
    } else if (message instanceof VnfmOrScaling scaling) {
      return service
          .scaleOut()
          .filter(scaleOut -> scaleOut.isFor(vnf))
          .orElseThrow(() -> new Refused("no scale-out of VNFR " + vnf.name() + " is in progress"))
          .launch(scaling);
    } else if (message.action().equals(Action.UPDATEVNFR)) {
      Records.requireCurrent(vnf, message.action(), vnfr);
      VirtualNetworkFunctionRecord saved =
          records.save(service, vnf, vnfr.withTask(NsrStatus.task(Action.UPDATEVNFR)));
      return CompletableFuture.completedFuture(
          new OrVnfmGeneric(Action.UPDATEVNFR, saved, null, Map.of()));
    }
    throw new NfvoException("an NFVO does not answer " + message.action() + " as a request");
  }

  private void reply(
      Received received, OrVnfmMessage message, CompletableFuture<Optional<Message>> reply) {
    if (core.faults().replyDropped(received.message().action())) {
      note(received, "reply dropped");
      reply.complete(Optional.empty());
      return;
    }
    byte[] body = MessageJson.write(message);
    if (body.length > MessageBus.MAX_MESSAGE_SIZE) {
      String why = new BusException.MessageTooLarge(body.length).getMessage();
      body = MessageJson.write(new OrVnfmError(Action.ERROR, null, why, Map.of()));
    }
    About about = received.about();
    core.trace()
        .replied(
            new About(about.address(), message.action().text(), about.nsrId(), about.subject()),
            body.length,
            received.number());
    reply.complete(Optional.of(Message.text(body)));
  }

  private void note(Received received, String note) {
    core.trace().note(Direction.SENT, received.about(), received.number(), note);
  }
}
