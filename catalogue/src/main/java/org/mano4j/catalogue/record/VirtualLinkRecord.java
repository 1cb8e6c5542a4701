package org.mano4j.catalogue.record;

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
import org.mano4j.catalogue.descriptor.LifecycleEvent;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * VLR: a link that exists in a VIM.
 *
 * @param vendor who made it
 * @param version version text of the vendor
 * @param numberOfEndpoints number of ports on the link; absent means 0
 * @param parentNs id of what it belongs to
 * @param vnffgrReference forwarding graphs that use it
 * @param descriptorReference id of the VLD
 * @param vimId id of the VIM instance it is in
 * @param allocatedCapacity bandwidth that it was given, free text
 * @param status whether it works
 * @param notification free text of the information model
 * @param lifecycleEventHistory what has happened
 * @param auditLog free text of the information model
 * @param connection identifiers of the connection points on the link
 * @param dns name servers for those on the link, in order of preference
 * @param extId identifier of the network in the VIM; absent until it is made
 * @param rootRequirement bandwidth wanted at the root of the link, free text
 * @param leafRequirement bandwidth wanted at the leaves of the link, free text like {@code
 *     rootRequirement}
 * @param qos wishes for quality of service, free text
 * @param testAccess wishes for test access, free text
 * @param connectivityType kind of link, such as {@code E-LAN}
 * @param name name of the link
 * @param cidr address range of the link, such as {@code 10.0.0.0/24}; since 6.0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualLinkRecord(
    @JsonProperty("vendor") @Nullable String vendor,
    @JsonProperty("version") @Nullable String version,
    @JsonProperty("number_of_endpoints") @Nullable Integer numberOfEndpoints,
    @JsonProperty("parent_ns") @Nullable String parentNs,
    @JsonProperty("vnffgr_reference") List<VNFForwardingGraphRecord> vnffgrReference,
    @JsonProperty("descriptor_reference") @Nullable String descriptorReference,
    @JsonProperty("vim_id") @Nullable String vimId,
    @JsonProperty("allocated_capacity") List<String> allocatedCapacity,
    @JsonProperty("status") @Nullable LinkStatus status,
    @JsonProperty("notification") List<String> notification,
    @JsonProperty("lifecycle_event_history") List<LifecycleEvent> lifecycleEventHistory,
    @JsonProperty("audit_log") List<String> auditLog,
    @JsonProperty("connection") List<String> connection,
    @JsonProperty("dns") List<String> dns,
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
    implements Entity, VirtualLinkRecordBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualLinkRecord {
    vnffgrReference = Copies.list(vnffgrReference);
    allocatedCapacity = Copies.list(allocatedCapacity);
    notification = Copies.list(notification);
    lifecycleEventHistory = Copies.list(lifecycleEventHistory);
    auditLog = Copies.list(auditLog);
    connection = Copies.list(connection);
    dns = Copies.list(dns);
    qos = Copies.list(qos);
    testAccess = Copies.list(testAccess);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
