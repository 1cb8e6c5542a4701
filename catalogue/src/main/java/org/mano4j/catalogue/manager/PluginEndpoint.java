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
 * How to reach a plugin, such as a VIM driver.
 *
 * @param interfaceClass name of the interface that it serves
 * @param interfaceVersion version of that interface
 * @param type type of the driver, such as {@code openstack}
 * @param endpointType transport; a broker is RABBIT
 * @param endpoint queue or URL, by transport
 * @param description for people
 * @param enabled whether the NFVO may use it; absent means no
 * @param active whether it is alive; absent means no
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record PluginEndpoint(
    @JsonProperty("interfaceClass") @Nullable String interfaceClass,
    @JsonProperty("interfaceVersion") @Nullable String interfaceVersion,
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
    implements Entity, PluginEndpointBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public PluginEndpoint {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
