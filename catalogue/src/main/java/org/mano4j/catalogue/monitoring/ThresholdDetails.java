package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.policy.PerceivedSeverity;

/**
 * When a threshold is crossed.
 *
 * @param function function over the measured values, such as {@code last(0)}
 * @param triggerOperator comparison of the result with the value, such as {@code =}
 * @param perceivedSeverity severity of the alarm that it raises
 * @param value what is compared with; a number as text, in the unit of the metric
 * @param hostOperator how the results of several hosts are combined, such as {@code |}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record ThresholdDetails(
    @JsonProperty("function") @Nullable String function,
    @JsonProperty("triggerOperator") @Nullable String triggerOperator,
    @JsonProperty("perceivedSeverity") @Nullable PerceivedSeverity perceivedSeverity,
    @JsonProperty("value") @Nullable String value,
    @JsonProperty("hostOperator") @Nullable String hostOperator,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, ThresholdDetailsBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public ThresholdDetails {
    extensions = Copies.map(extensions);
  }
}
