package org.mano4j.catalogue.manager;

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
import org.mano4j.catalogue.message.Action;

/**
 * A subscription to the events of an NFVO.
 *
 * @param name name of the subscription; required by an NFVO
 * @param networkServiceId id of the NSR whose events are wanted; absent means any
 * @param virtualNetworkFunctionId id of the VNFR whose events are wanted; absent means any
 * @param type transport; required by an NFVO
 * @param endpoint queue or URL that events are sent to; required by an NFVO
 * @param event the event wanted; required by an NFVO
 * @param description for people
 * @param status free text of the NFVO
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record EventEndpoint(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("networkServiceId") @Nullable String networkServiceId,
    @JsonProperty("virtualNetworkFunctionId") @Nullable String virtualNetworkFunctionId,
    @JsonProperty("type") @Nullable EndpointType type,
    @JsonProperty("endpoint") @Nullable String endpoint,
    @JsonProperty("event") @Nullable Action event,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("status") @Nullable String status,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, EventEndpointBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public EventEndpoint {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
