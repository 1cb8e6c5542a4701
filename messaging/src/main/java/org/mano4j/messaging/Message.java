package org.mano4j.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message: bytes and a few properties.
 *
 * @param body the content; neither copied nor to be changed after it was handed over
 * @param contentType MIME type, if the sender names one
 * @param correlationId text the answer must carry too, if the sender wants that
 * @param replyTo queue that waits for the answer, if one is asked for
 * @param headers further properties
 */
public record Message(
    byte[] body,
    @Nullable String contentType,
    @Nullable String correlationId,
    @Nullable String replyTo,
    Map<String, Object> headers) {

  /** The type that every Open Baton listener takes. */
  public static final String TEXT = "text/plain";

  /** Copies the headers. */
  public Message {
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  /** A message of type {@value #TEXT} with nothing but a body. */
  public static Message text(byte[] body) {
    return new Message(body, TEXT, null, null, Map.of());
  }

  /** A message of type {@value #TEXT} with nothing but a body. */
  public static Message text(String body) {
    return text(body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same message with a correlation id. */
  public Message withCorrelationId(@Nullable String id) {
    return new Message(body, contentType, id, replyTo, headers);
  }

  /** The same message with a queue for the answer. */
  public Message withReplyTo(@Nullable String queue) {
    return new Message(body, contentType, correlationId, queue, headers);
  }

  /**
   * Size and SHA-256 digest of the body, for logs and errors: enough to recognise a message,
   * nothing of its content. Costs a pass over the body.
   */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return body.length + " bytes, SHA-256 " + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The size only: a body may hold secrets. */
  @Override
  public String toString() {
    return "Message[" + body.length + " bytes, correlationId=" + correlationId + "]";
  }
}
