package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * The NFVO's queues during a replay. A request goes out with the properties it was recorded with,
 * and a reply queue of its own, since requests to VNFMs carry no correlation id.
 */
final class NfvoSide implements AutoCloseable {

  private final MessageBus bus;
  private final Ledger ledger;
  private final PrivateUsers users;
  private final Duration patience;
  private final Map<Integer, CompletableFuture<Message>> answers = new HashMap<>();
  private final Map<Integer, Subscription> replyQueues = new HashMap<>();

  NfvoSide(MessageBus bus, Ledger ledger, PrivateUsers users, Duration patience) {
    this.bus = bus;
    this.ledger = ledger;
    this.users = users;
    this.patience = patience;
    for (String queue :
        List.of(
            NfvoAddresses.MANAGER_HANDLING,
            NfvoAddresses.VNFM_ACTIONS,
            NfvoAddresses.VNFM_ACTIONS_REPLY)) {
      bus.consume(QueueSpec.named(queue, NfvoAddresses.EXCHANGE), 100, d -> received(queue, d));
    }
  }

  private CompletionStage<Optional<Message>> received(String key, Delivery delivery) {
    Message message = delivery.message();
    JsonNode body = users.asRecorded(Ledger.json(message));
    Optional<RecordedMessage> recorded = ledger.takeRequest(key, message, body);
    return CompletableFuture.completedFuture(
        message.replyTo() == null
            ? unanswered(key, body, recorded)
            : recorded.isPresent()
                ? ledger.answerTo(recorded.get()).map(answer -> answer(recorded.get(), answer))
                : Optional.of(answerToUnrecorded(key, body)));
  }

  private Optional<Message> unanswered(
      String key, JsonNode body, Optional<RecordedMessage> recorded) {
    if (recorded.isEmpty()) {
      ledger.unexpected(RecordedMessage.what(body) + " on " + key);
    }
    return Optional.empty();
  }

  private Message answer(RecordedMessage request, RecordedMessage answer) {
    byte[] body =
        RunningManagers.isRegistration(request)
            ? CatalogueJson.write(
                users.handOut(request.body().path("type").asText(), answer.body()))
            : ledger.toSend(answer);
    return new Message(body, answer.contentType(), null, null, Map.of());
  }

  /** Of one that nothing recorded stands for. A registration is one from before the recording. */
  private Message answerToUnrecorded(String key, JsonNode body) {
    String what = RecordedMessage.what(body);
    if (what.equals(ManagerRequest.REGISTER)) {
      ObjectNode credentials = CatalogueJson.mapper().createObjectNode();
      String type = body.path("type").asText();
      credentials.put("rabbitUsername", type).put("rabbitPassword", "replayed");
      return Message.text(CatalogueJson.write(users.handOut(type, credentials)));
    }
    ledger.unexpected(what + " on " + key);
    ObjectNode error = CatalogueJson.mapper().createObjectNode();
    error.put("action", "ERROR").put("message", "the recording shows no such " + what);
    JsonNode vnfr = body.path("virtualNetworkFunctionRecord");
    if (vnfr.isObject()) {
      error.set("vnfr", vnfr);
    }
    return Message.text(CatalogueJson.write(error));
  }

  void send(RecordedMessage request) {
    String queue = "replay-reply-" + UUID.randomUUID();
    CompletableFuture<Message> answer = new CompletableFuture<>();
    answers.put(request.number(), answer);
    if (request.answerWanted()) {
      // callers of drivers bind their queue to the exchange, and drivers may answer there
      QueueSpec spec =
          new QueueSpec(queue, false, true, true, Map.of(), List.of(NfvoAddresses.of(queue)));
      replyQueues.put(
          request.number(),
          bus.consume(
              spec,
              1,
              delivery -> {
                answer.complete(delivery.message());
                return CompletableFuture.completedFuture(Optional.empty());
              }));
    }
    Message message =
        new Message(
            ledger.toSend(request),
            request.contentType(),
            request.correlationId(),
            request.answerWanted() ? queue : null,
            Map.of());
    bus.publish(request.address(), message)
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              }
            });
  }

  void awaitAnswer(RecordedMessage recorded) {
    Integer request = recorded.answers();
    CompletableFuture<Message> answer = request == null ? null : answers.get(request);
    if (answer == null) {
      ledger.missing(recorded);
      return;
    }
    if (isDone(answer)) {
      ledger.takeAnswer(recorded, answer.join());
    } else {
      ledger.missing(recorded);
    }
    Subscription replies = replyQueues.remove(request);
    if (replies != null) {
      replies.close();
    }
  }

  /**
   * Waits for a message that a manager sends by itself: until it is there, or until everything that
   * was asked of the managers is answered, as then it will not come.
   */
  void awaitRequest(RecordedMessage recorded) {
    CompletableFuture<Void> arrival = ledger.arrival(recorded);
    CompletableFuture<?> idle =
        CompletableFuture.allOf(answers.values().toArray(new CompletableFuture<?>[0]));
    boolean hopeless = recorded.answerWanted() && !RunningManagers.isRegistration(recorded);
    isDone(hopeless ? CompletableFuture.anyOf(arrival, idle) : arrival);
    if (!arrival.isDone()) {
      ledger.missing(recorded);
    }
  }

  /** Waits as long as patience lasts; whether it came about. */
  private boolean isDone(CompletableFuture<?> future) {
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the replay was interrupted", e);
    }
  }

  @Override
  public void close() {
    replyQueues.values().forEach(Subscription::close);
  }
}
