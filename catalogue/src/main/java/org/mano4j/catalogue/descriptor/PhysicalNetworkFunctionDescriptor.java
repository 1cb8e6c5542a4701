package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.security.Security;

/**
 * PNFD: a function that is not virtual.
 *
 * @param vendor who made it
 * @param version version text of the vendor
 * @param description for people
 * @param connectionPoint its ports
 * @param descriptorVersion version text of the descriptor
 * @param pnfdSecurity placeholder
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record PhysicalNetworkFunctionDescriptor(
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("connection_point") List<ConnectionPoint> connectionPoint,
    @JsonProperty("descriptor_version") @Nullable String descriptorVersion,
    @JsonProperty("pnfd_security") @Nullable Security pnfdSecurity,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, PhysicalNetworkFunctionDescriptorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public PhysicalNetworkFunctionDescriptor {
    connectionPoint = Copies.list(connectionPoint);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
