package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;

/** Reads and writes recordings. */
final class RecordingFiles {

  private static final String INDEX = "index.json";

  /** What stands for the name of a reply queue, which lives no longer than its request. */
  static final String TOKEN = "<token>";

  /** The body of an entry lies beside the index, nowhere else. */
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private RecordingFiles() {}

  static Recording read(Path path) {
    Path index = Files.isDirectory(path) ? path.resolve(INDEX) : path;
    JsonNode entries = json(index, text(index));
    if (!entries.isArray()) {
      throw new RecordingException(index + " is not a recording: it must hold a JSON array");
    }
    List<RecordedMessage> messages = new ArrayList<>();
    for (JsonNode entry : entries) {
      messages.add(message(index, entry, messages));
    }
    try {
      return new Recording(messages);
    } catch (IllegalArgumentException e) {
      throw new RecordingException(index + " is not a recording: " + e.getMessage(), e);
    }
  }

  private static RecordedMessage message(
      Path index, JsonNode entry, List<RecordedMessage> earlier) {
    int number = entry.path("n").asInt();
    String text;
    JsonNode body;
    if (entry.has("body")) {
      body = entry.path("body");
      text = body.toString();
    } else {
      String name = required(index, entry, "file");
      if (!FILE_NAME.matcher(name).matches()) {
        throw new RecordingException(
            index + ", message " + number + ": '" + name + "' is not the name of a file beside it");
      }
      Path file = index.resolveSibling(name);
      text = text(file);
      body = json(file, text);
    }
    JsonNode properties = entry.path("properties");
    Integer answers = entry.has("reply_to_message") ? entry.path("reply_to_message").asInt() : null;
    boolean known = answers != null && answers >= 1 && answers <= earlier.size();
    return new RecordedMessage(
        number,
        required(index, entry, "from"),
        required(index, entry, "to"),
        known ? earlier.get(answers - 1).what() : RecordedMessage.what(body),
        new Address(required(index, entry, "exchange"), required(index, entry, "routing_key")),
        entry.path("rabbitmq_user").asText(""),
        textOrNull(properties, "content_type"),
        textOrNull(properties, "correlation_id"),
        properties.has("reply_to"),
        answers,
        Duration.ofMillis(entry.path("ms_since_start").asLong()),
        entry.path("raw_body").asText(text),
        body);
  }

  private static String required(Path index, JsonNode entry, String key) {
    JsonNode value = entry.path(key);
    if (!value.isTextual()) {
      throw new RecordingException(
          index + ", message " + entry.path("n").asText("?") + ": it has no text '" + key + "'");
    }
    return value.textValue();
  }

  private static @Nullable String textOrNull(JsonNode properties, String key) {
    return properties.hasNonNull(key) ? properties.path(key).asText() : null;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new RecordingException("cannot read " + file + " of a recording: " + e, e);
    }
  }

  private static JsonNode json(Path file, String text) {
    if (text.strip().equals("null")) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return CatalogueJson.read(text, JsonNode.class);
    } catch (CatalogueException e) {
      throw new RecordingException(file + " of a recording is not JSON: " + e.getMessage(), e);
    }
  }

  static void writeFolder(Recording recording, Path folder) {
    ArrayNode index = JsonNodeFactory.instance.arrayNode();
    for (RecordedMessage message : recording.messages()) {
      ObjectNode entry = entry(message);
      String file = fileName(message);
      entry.put("file", file);
      boolean strict = isStrict(message);
      if (!strict) {
        entry.put("raw_body", message.text());
      }
      write(folder.resolve(file), strict ? message.text() : message.body().toString());
      index.add(entry);
    }
    write(folder.resolve(INDEX), CatalogueJson.writePretty(index));
  }

  static void writeFile(Recording recording, Path file) {
    ArrayNode index = JsonNodeFactory.instance.arrayNode();
    for (RecordedMessage message : recording.messages()) {
      ObjectNode entry = entry(message);
      if (!isStrict(message)) {
        entry.put("raw_body", message.text());
      }
      index.add(entry.set("body", message.body()));
    }
    write(file, CatalogueJson.writePretty(index));
  }

  private static boolean isStrict(RecordedMessage message) {
    return message.text().indexOf('\'') < 0 || message.text().indexOf('"') >= 0;
  }

  private static ObjectNode entry(RecordedMessage message) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("n", message.number()).put("from", message.from()).put("to", message.to());
    entry.put("exchange", message.address().exchange());
    entry.put("routing_key", message.address().key());
    entry.put("rabbitmq_user", message.user());
    ObjectNode properties = entry.putObject("properties");
    if (message.contentType() != null) {
      properties.put("content_type", message.contentType());
    }
    if (message.correlationId() != null) {
      properties.put("correlation_id", message.correlationId());
    }
    if (message.answerWanted()) {
      properties.put("reply_to", TOKEN);
    }
    if (message.answers() != null) {
      entry.put("reply_to_message", message.answers());
    }
    entry.put("ms_since_start", message.since().toMillis());
    return entry;
  }

  private static String fileName(RecordedMessage message) {
    String what = message.what().replaceAll("[^A-Za-z0-9_]", "_");
    String answered =
        message.isAnswer() ? "reply-to-%02d-".formatted(message.answers()) + what : what;
    return "%02d-%s-to-%s-%s.json"
        .formatted(message.number(), message.from(), message.to(), answered)
        .replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RecordingException(
          String.format(Locale.ROOT, "cannot write %s of a recording: %s", file, e), e);
    }
  }
}
