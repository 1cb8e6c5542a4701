package org.mano4j.pop.nfv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one process of a driver tells the others. No secrets: everybody on the broker may read it,
 * and may write such messages too, so that whatever is read has bounds.
 *
 * @param from the process, so that it knows its own messages
 * @param asks whether the others are to tell what they know
 * @param vims the VIM instances it knows, or some of them
 */
record VimNews(String from, boolean asks, List<Seen> vims) {

  /** Messages of another version are not read; new keys do not make another version. */
  static final int VERSION = 1;

  /** Most VIM instances in one message. */
  static final int MOST_VIMS = 100;

  /** Room for {@link #MOST_VIMS} with the longest ids and addresses. */
  static final int MOST_BYTES = 128 * 1024;

  private static final int LONGEST = 300;
  private static final JsonMapper JSON = new JsonMapper();

  VimNews {
    vims = List.copyOf(vims);
  }

  /**
   * A VIM instance.
   *
   * @param id its id in the NFVO
   * @param endpoint the address of its Pop
   * @param ago how long ago it was seen
   */
  record Seen(String id, String endpoint, Duration ago) {}

  byte[] write() {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("version", VERSION).put("from", from).put("asks", asks);
    ArrayNode list = message.putArray("vims");
    vims.forEach(
        vim ->
            list.addObject()
                .put("id", vim.id())
                .put("endpoint", vim.endpoint())
                .put("seenSecondsAgo", vim.ago().toSeconds()));
    try {
      return JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /** Reads a message; empty if it is none, too large, or of another version. */
  static Optional<VimNews> read(byte[] body) {
    if (body.length > MOST_BYTES) {
      return Optional.empty();
    }
    JsonNode message;
    try {
      message = JSON.readTree(body);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (message == null || message.path("version").asInt(0) != VERSION) {
      return Optional.empty();
    }
    List<Seen> vims = new ArrayList<>();
    for (JsonNode vim : message.path("vims")) {
      if (vims.size() == MOST_VIMS) {
        break;
      }
      String id = text(vim, "id");
      String endpoint = text(vim, "endpoint");
      if (!id.isEmpty() && !endpoint.isEmpty()) {
        long ago = Math.max(0, vim.path("seenSecondsAgo").asInt(0));
        vims.add(new Seen(id, endpoint, Duration.ofSeconds(ago)));
      }
    }
    return Optional.of(new VimNews(text(message, "from"), message.path("asks").asBoolean(), vims));
  }

  private static String text(JsonNode object, String key) {
    String value = object.path(key).asText("");
    return value.length() > LONGEST ? "" : value;
  }
}
