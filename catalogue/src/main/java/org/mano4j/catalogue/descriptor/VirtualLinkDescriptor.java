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
 * VLD: a link between the VNFs of a service.
 *
 * @param vendor who made it
 * @param descriptorVersion version text of the descriptor
 * @param poolName pool that floating addresses come from
 * @param dns name servers for those on the link, in order of preference
 * @param numberOfEndpoints number of ports on the link; absent means 0
 * @param connection identifiers of the connection points on the link
 * @param vldSecurity placeholder
 * @param extId identifier in the VIM
 * @param rootRequirement bandwidth wanted at the root of the link, free text
 * @param leafRequirement bandwidth wanted at the leaves of the link, free text like {@code
 *     rootRequirement}
 * @param qos wishes for quality of service, free text
 * @param testAccess wishes for test access, free text
 * @param connectivityType kind of link, such as {@code E-LAN}
 * @param name name that connection points refer to; required by an NFVO
 * @param cidr address range of the link, such as {@code 10.0.0.0/24}; absent leaves it to the VIM;
 *     since 6.0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualLinkDescriptor(
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("descriptor_version") @Nullable String descriptorVersion,
    @JsonProperty("poolName") @Nullable String poolName,
    @JsonProperty("dns") List<String> dns,
    @JsonProperty("number_of_endpoints") @Nullable Integer numberOfEndpoints,
    @JsonProperty("connection") List<String> connection,
    @JsonProperty("vld_security") @Nullable Security vldSecurity,
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
    implements Entity, VirtualLinkDescriptorBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualLinkDescriptor {
    dns = Copies.list(dns);
    connection = Copies.list(connection);
    qos = Copies.list(qos);
    testAccess = Copies.list(testAccess);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
