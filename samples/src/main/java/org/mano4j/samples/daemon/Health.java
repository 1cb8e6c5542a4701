package org.mano4j.samples.daemon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How a program is. One that tells this at all is alive.
 *
 * @param program such as {@code vnfmd}
 * @param state where in its life it is: starting, running, ending
 * @param parts of it; none before it has begun to start
 */
record Health(String program, String state, List<PartHealth> parts) {

  static final String RUNNING = "running";

  Health {
    parts = List.copyOf(parts);
  }

  /** Whether it serves, and each part can do its work. */
  boolean ready() {
    return state.equals(RUNNING) && parts.stream().allMatch(PartHealth::ready);
  }

  /** In one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("program", program);
      json.writeStringField("version", Version.text());
      json.writeBooleanField("ready", ready());
      json.writeStringField("state", state);
      json.writeArrayFieldStart("parts");
      for (PartHealth part : parts) {
        json.writeStartObject();
        json.writeStringField("part", part.part());
        json.writeBooleanField("ready", part.ready());
        json.writeStringField("state", part.state());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory
    }
    return text.toString();
  }
}
