package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.ManagerRequest;

/** The broker users of the managers: those of today, and the recorded ones that they stand for. */
final class PrivateUsers {

  /** What was recorded for the user that a name stands for. */
  private record Recorded(String password, JsonNode username, JsonNode recordedPassword) {}

  private final @Nullable Function<String, BusCredentials> maker;
  private final Map<String, Recorded> handedOut = new ConcurrentHashMap<>();

  /**
   * Users.
   *
   * @param maker makes the user of a type; without one the recorded users are handed out
   */
  PrivateUsers(@Nullable Function<String, BusCredentials> maker) {
    this.maker = maker;
  }

  /** The answer to a registration: the recorded one with the user of today. */
  JsonNode handOut(String type, JsonNode recorded) {
    if (maker == null) {
      return recorded;
    }
    BusCredentials user = maker.apply(type);
    handedOut.put(
        user.username(),
        new Recorded(
            user.password(), recorded.path("rabbitUsername"), recorded.path("rabbitPassword")));
    ObjectNode answer = recorded.deepCopy();
    return answer.put("rabbitUsername", user.username()).put("rabbitPassword", user.password());
  }

  /** A deregistration with the user that was handed out when it was recorded; all else as it is. */
  JsonNode asRecorded(JsonNode body) {
    Recorded recorded = handedOut.get(body.path("username").asText());
    if (recorded == null
        || !RecordedMessage.what(body).equals(ManagerRequest.DEREGISTER)
        || !recorded.password().equals(body.path("password").asText())) {
      return body;
    }
    ObjectNode changed = body.deepCopy();
    changed.set("username", recorded.username());
    changed.set("password", recorded.recordedPassword());
    return changed;
  }
}
