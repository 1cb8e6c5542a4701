package org.mano4j.catalogue.vim;

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
 * A subnet of a Network.
 *
 * @param name name of the subnet
 * @param extId identifier in the VIM
 * @param networkId identifier of its network in the VIM
 * @param cidr address range, such as {@code 10.0.0.0/24}
 * @param gatewayIp address of the gateway
 * @param dns name servers, in order of preference; since 6.0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record Subnet(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("networkId") @Nullable String networkId,
    @JsonProperty("cidr") @Nullable String cidr,
    @JsonProperty("gatewayIp") @Nullable String gatewayIp,
    @JsonProperty("dns") List<String> dns,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, SubnetBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public Subnet {
    dns = Copies.list(dns);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
