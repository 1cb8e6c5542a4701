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

/**
 * How to reach a VNFM; part of its registration.
 *
 * @param type type of the manager, which VNFDs name as their {@code endpoint}
 * @param endpointType transport it listens on
 * @param endpoint name of its queue, or its base URL for REST
 * @param description for people
 * @param enabled whether it may be used; absent means no
 * @param active whether it is there, which the NFVO finds out for itself; absent means no
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmManagerEndpoint(
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("endpointType") @Nullable EndpointType endpointType,
    @JsonProperty("endpoint") @Nullable String endpoint,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("enabled") @Nullable Boolean enabled,
    @JsonProperty("active") @Nullable Boolean active,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VnfmManagerEndpointBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmManagerEndpoint {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
