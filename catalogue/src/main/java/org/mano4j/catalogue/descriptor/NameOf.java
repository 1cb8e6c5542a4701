package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reference to a VNFD: its name, or, as it was before 5.0, an object of which the name is
 * kept.
 */
final class NameOf extends StdScalarDeserializer<String> {

  NameOf() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser in, DeserializationContext context)
      throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      return _parseString(in, context, this);
    }
    JsonNode name = context.readTree(in).path("name");
    return name.isValueNode() && !name.isNull() ? name.asText() : null;
  }
}
