package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.internal.Copies;

/**
 * The answer of a plugin: a result, or an exception, which counts if both are there. Neither is the
 * answer of a function without result. A caller refuses written nulls; none are written.
 *
 * @param answer the result; absent when there is none
 * @param exception what the plugin has thrown; a {@code server} of it is in its extensions
 * @param extensions see {@link WireObject#extensions()}
 */
public record PluginAnswer(
    @JsonProperty("answer") @Nullable JsonNode answer,
    @JsonProperty("exception") @Nullable WireThrowable exception,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject {

  /** Copies the collections; a result that is null becomes absent. */
  public PluginAnswer {
    answer = answer == null || answer.isNull() ? null : answer;
    extensions = Copies.map(extensions);
  }

  /** The answer with a result; null for a function without result. */
  public static PluginAnswer of(@Nullable JsonNode result) {
    return new PluginAnswer(result, null, Map.of());
  }

  /** The answer with an exception. */
  public static PluginAnswer of(WireThrowable exception) {
    return new PluginAnswer(null, exception, Map.of());
  }

  /** Without the result: a VIM instance may be in it, with its password. */
  @Override
  public String toString() {
    return "PluginAnswer[" + (exception == null ? "answer" : "exception") + "]";
  }
}
