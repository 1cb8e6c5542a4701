package org.mano4j.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A JSON object of the wire. What a type does not know stays with it and is written back. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface WireObject {

  /** The properties that the type does not know, by name, as they were read. Never null. */
  Map<String, JsonNode> extensions();
}
