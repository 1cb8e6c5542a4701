package org.mano4j.catalogue.policy;

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
 * When and how to scale a VNF.
 *
 * @param name name of the policy
 * @param threshold to which the combined alarms are compared: for {@code VOTED} and {@code
 *     WEIGHTED} the percentage of them that must hold; absent means 0
 * @param comparisonOperator how, such as {@code >=}
 * @param period seconds between two measurements; absent means 0
 * @param cooldown seconds to wait after an action; absent means 0
 * @param mode when it acts
 * @param type how its alarms are combined
 * @param alarms its conditions
 * @param actions what it does
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record AutoScalePolicy(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("threshold") @Nullable Double threshold,
    @JsonProperty("comparisonOperator") @Nullable String comparisonOperator,
    @JsonProperty("period") @Nullable Integer period,
    @JsonProperty("cooldown") @Nullable Integer cooldown,
    @JsonProperty("mode") @Nullable ScalingMode mode,
    @JsonProperty("type") @Nullable ScalingType type,
    @JsonProperty("alarms") List<ScalingAlarm> alarms,
    @JsonProperty("actions") List<ScalingAction> actions,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, AutoScalePolicyBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public AutoScalePolicy {
    alarms = Copies.list(alarms);
    actions = Copies.list(actions);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
