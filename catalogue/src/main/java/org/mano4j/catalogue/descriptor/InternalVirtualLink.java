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

/**
 * A link inside a VNF, or the reference of a VNF to a link of the service.
 *
 * @param connectionPointsReferences identifiers of the connection points on the link
 * @param extId identifier of the network in the VIM; in a VNFR that of the link record with the
 *     same name
 * @param rootRequirement bandwidth wanted at the root of the link, free text
 * @param leafRequirement bandwidth wanted at the leaves of the link, free text like {@code
 *     rootRequirement}
 * @param qos wishes for quality of service, free text
 * @param testAccess wishes for test access, free text
 * @param connectivityType kind of link, such as {@code E-LAN}
 * @param name name that connection points refer to
 * @param cidr address range of the link, such as {@code 10.0.0.0/24}; since 6.0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record InternalVirtualLink(
    @JsonProperty("connection_points_references") List<String> connectionPointsReferences,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("root_requirement") @Nullable String rootRequirement,
    @JsonProperty("leaf_requirement") @Nullable String leafRequirement,
    @JsonProperty("qos") List<String> qos,
    @JsonProperty("test_access") List<String> testAccess,
    @JsonProperty("connectivity_type") @Nullable String connectivityType,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("cidr") @Nullable String cidr,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, InternalVirtualLinkBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public InternalVirtualLink {
    connectionPointsReferences = Copies.list(connectionPointsReferences);
    qos = Copies.list(qos);
    testAccess = Copies.list(testAccess);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
