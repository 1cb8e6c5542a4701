package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Address;

/**
 * One message of a recording.
 *
 * @param number counts from 1 in the order in which the messages were published
 * @param from who has sent it: {@value Recording#NFVO} or a manager, such as {@code vnfm}
 * @param to who it is for
 * @param what action or method: of a request its own, of an answer that of its request
 * @param address exchange and routing key
 * @param user the broker user that published it; "" if that is not known
 * @param contentType MIME type, if it had one
 * @param correlationId text that ties request and answer together, if it had one
 * @param answerWanted whether it named a queue for an answer
 * @param answers number of the message it answers, if it is an answer
 * @param since time since the first message
 * @param text the body as it was sent; JSON, perhaps with single quotes
 * @param body the body, read
 */
public record RecordedMessage(
    int number,
    String from,
    String to,
    String what,
    Address address,
    String user,
    @Nullable String contentType,
    @Nullable String correlationId,
    boolean answerWanted,
    @Nullable Integer answers,
    Duration since,
    String text,
    JsonNode body) {

  /** Refuses absent parts. */
  public RecordedMessage {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(body, "body");
  }

  /** Whether it answers another message. */
  public boolean isAnswer() {
    return answers != null;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Action of a lifecycle message or registration, method of a call, "message" of anything else.
   */
  static String what(JsonNode body) {
    String method = body.path("methodName").asText("");
    return method.isEmpty() ? body.path("action").asText("message") : method;
  }

  /** Such as {@code 09 vnfm to nfvo: GRANT_OPERATION}; nothing of its content. */
  @Override
  public String toString() {
    String name = isAnswer() ? "answer to " + answers + " " + what : what;
    return "%02d %s to %s: %s".formatted(number, from, to, name);
  }
}
