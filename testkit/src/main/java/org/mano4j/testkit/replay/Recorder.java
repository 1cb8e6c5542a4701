package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.Message;

/**
 * Records what managers send and receive, seen from their side, while they talk with any NFVO.
 * Thread-safe.
 *
 * <pre>{@code
 * Recorder recorder = new Recorder();
 * VnfmRuntime.builder(handler)
 *     .channel(BusChannel.builder(recorder.listen("vnfm", connector)).build())
 * ...
 * recorder.recording().writeFolder(folder);
 * }</pre>
 *
 * <p>Texts in fields whose name tells of a password, private key or token are replaced by {@code
 * password-N}, the same text by the same. Names of reply queues are not kept. Of a body that is not
 * JSON only size and digest are. Bodies stay in memory until the recorder is forgotten.
 */
public final class Recorder {

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<RecordedMessage> messages = new ArrayList<>();
  private final Secrets secrets = new Secrets();
  private @Nullable Instant start;

  /** A recorder with the system's clock. */
  public Recorder() {
    this(Clock.systemUTC());
  }

  /** A recorder with a clock. */
  public Recorder(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * A connector for one manager, which records what goes over the buses that it opens.
   *
   * @param manager name of the manager in the recording, such as {@code vnfm}; letters, digits and
   *     _, and not {@value Recording#NFVO}
   */
  public BusConnector listen(String manager, BusConnector connector) {
    if (!manager.matches("[A-Za-z0-9_]+") || manager.equals(Recording.NFVO)) {
      throw new IllegalArgumentException(
          "'" + manager + "' cannot name a manager; take letters, digits and _");
    }
    return (credentials, name) ->
        new RecordingBus(connector.open(credentials, name), this, manager, credentials.username());
  }

  /** What was recorded until now. */
  public Recording recording() {
    lock.lock();
    try {
      return new Recording(messages);
    } finally {
      lock.unlock();
    }
  }

  /** Who publishes, and to whom. */
  record Way(String from, String to, String user) {}

  /**
   * Adds a message.
   *
   * @param answers the number of the message it answers, if it is an answer
   * @return its number
   */
  int add(
      Way way, Address address, Message message, boolean answerWanted, @Nullable Integer answers) {
    Instant now = clock.instant();
    JsonNode json = Ledger.json(message);
    JsonNode body = json.isMissingNode() ? unread(message) : json;
    lock.lock();
    try {
      if (start == null) {
        start = now;
      }
      JsonNode hidden = secrets.hidden(body);
      messages.add(
          new RecordedMessage(
              messages.size() + 1,
              way.from(),
              way.to(),
              answers == null ? RecordedMessage.what(body) : messages.get(answers - 1).what(),
              answers == null ? address : new Address(address.exchange(), RecordingFiles.TOKEN),
              way.user(),
              message.contentType(),
              message.correlationId(),
              answerWanted,
              answers,
              Duration.between(start, now),
              hidden.equals(json) ? text(message) : hidden.toString(),
              hidden));
      return messages.size();
    } finally {
      lock.unlock();
    }
  }

  private static JsonNode unread(Message message) {
    return JsonNodeFactory.instance.objectNode().put("notJson", message.fingerprint());
  }

  private static String text(Message message) {
    return new String(message.body(), StandardCharsets.UTF_8);
  }
}
