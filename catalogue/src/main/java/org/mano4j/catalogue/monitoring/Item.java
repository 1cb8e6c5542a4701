package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * A measured value.
 *
 * @param metric what was measured, as the monitoring driver calls it
 * @param hostId what the monitoring driver calls the host
 * @param hostname host name of the VNFC instance
 * @param lastValue the value before
 * @param value the value, a number as text in the unit of the metric
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record Item(
    @JsonProperty("metric") @Nullable String metric,
    @JsonProperty("hostId") @Nullable String hostId,
    @JsonProperty("hostname") @Nullable String hostname,
    @JsonProperty("lastValue") @Nullable String lastValue,
    @JsonProperty("value") @Nullable String value,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, ItemBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public Item {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
