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
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.policy.PerceivedSeverity;

/**
 * Where alarms are to be sent to.
 *
 * @param id identifier given by who keeps the subscription
 * @param version optimistic lock of who keeps it; absent means 0
 * @param name name of the subscription
 * @param resourceId resource whose alarms are wanted
 * @param type transport
 * @param endpoint queue or URL, by type
 * @param perceivedSeverity least severity that is wanted
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record AlarmEndpoint(
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("version") @Nullable Integer version,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("resourceId") @Nullable String resourceId,
    @JsonProperty("type") @Nullable EndpointType type,
    @JsonProperty("endpoint") @Nullable String endpoint,
    @JsonProperty("perceivedSeverity") @Nullable PerceivedSeverity perceivedSeverity,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, AlarmEndpointBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public AlarmEndpoint {
    extensions = Copies.map(extensions);
  }
}
