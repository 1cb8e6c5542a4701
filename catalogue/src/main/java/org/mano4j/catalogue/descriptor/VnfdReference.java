package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One end of a dependency as it is read: the name of a VNFD, or, as it was before 5.0, a VNFD of
 * which often nothing but the name is there.
 *
 * @param name name of the VNFD
 * @param id its id
 * @param vnfd the VNFD as it came, if it was one
 * @param saysMore whether it says more than name and id
 */
@JsonDeserialize(using = VnfdReference.Reader.class)
record VnfdReference(
    @Nullable String name, @Nullable String id, @Nullable JsonNode vnfd, boolean saysMore) {

  /** What a dependency without this end has. */
  static final VnfdReference NONE = new VnfdReference(null, null, null, false);

  /** The id of the VNFD, if the dependency has not got one already. */
  @Nullable String idOr(@Nullable String given) {
    return given == null ? id : given;
  }

  /** Adds what the dependency has no place for, under a name that nobody else has. */
  Map<String, JsonNode> keepRest(
      String property, @Nullable String givenId, Map<String, JsonNode> extensions) {
    if (vnfd == null || !saysMore && (id == null || id.equals(idOr(givenId)))) {
      return extensions;
    }
    String free = property;
    while (extensions.containsKey(free)) {
      free += "_";
    }
    Map<String, JsonNode> more = new LinkedHashMap<>(extensions);
    more.put(free, vnfd);
    return more;
  }

  static final class Reader extends StdDeserializer<VnfdReference> {
    Reader() {
      super(VnfdReference.class);
    }

    @Override
    public VnfdReference deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken().isScalarValue()) {
        return new VnfdReference(in.getText(), null, null, false);
      }
      if (!in.isExpectedStartObjectToken()) {
        context.handleUnexpectedToken(String.class, in);
        return NONE;
      }
      JsonNode vnfd = context.readTree(in);
      ObjectNode rest = vnfd.deepCopy();
      String name = take(rest, "name");
      String id = take(rest, "id");
      return new VnfdReference(name, id, vnfd, !rest.isEmpty());
    }

    private static @Nullable String take(ObjectNode object, String name) {
      return object.path(name).isTextual() ? object.remove(name).asText() : null;
    }
  }
}
