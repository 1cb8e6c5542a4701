package org.mano4j.catalogue.policy;

import com.fasterxml.jackson.annotation.JsonAlias;
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
 * When and how to react to a fault.
 *
 * @param name name of the policy
 * @param isVNFAlarm whether the alarm concerns the VNF rather than its resources; absent means no
 * @param period seconds between two measurements; absent means 0
 * @param action what it does; since 6.0 part of the policy itself
 * @param severity of the alarm that it raises
 * @param criteria all of its conditions
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record FaultManagementPolicy(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("isVNFAlarm") @JsonAlias("VNFAlarm") @Nullable Boolean isVNFAlarm,
    @JsonProperty("period") @Nullable Integer period,
    @JsonProperty("action") @Nullable FaultManagementAction action,
    @JsonProperty("severity") @Nullable PerceivedSeverity severity,
    @JsonProperty("criteria") List<Criteria> criteria,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, FaultManagementPolicyBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public FaultManagementPolicy {
    criteria = Copies.list(criteria);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
