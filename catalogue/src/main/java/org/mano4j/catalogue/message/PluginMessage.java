package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * A call of a plugin, such as a VIM driver.
 *
 * @param methodName function to call
 * @param interfaceClass name of the interface that it belongs to; not used any more
 * @param parameters what it is called with, by position; null elements are kept, since they have a
 *     position
 * @param selector which of several plugins is meant; not used any more
 * @param extensions see {@link WireObject#extensions()}
 */
public record PluginMessage(
    @JsonProperty("methodName") @Nullable String methodName,
    @JsonProperty("interfaceClass") @Nullable String interfaceClass,
    @JsonProperty("parameters") List<JsonNode> parameters,
    @JsonProperty("selector") @Nullable String selector,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject {

  /** Copies the collections; absent ones become empty. */
  public PluginMessage {
    parameters =
        parameters == null
            ? List.of()
            : parameters.stream()
                .map(p -> p == null ? (JsonNode) NullNode.getInstance() : p)
                .toList();
    extensions = Copies.map(extensions);
  }

  /** A call as it is sent. */
  public static PluginMessage of(String methodName, List<JsonNode> parameters) {
    return new PluginMessage(methodName, null, parameters, null, Map.of());
  }

  /** Without parameters: a VIM instance is among them, with its password. */
  @Override
  public String toString() {
    return "PluginMessage[methodName=" + methodName + ", parameters=" + parameters.size() + "]";
  }
}
