package org.mano4j.catalogue.policy;

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
 * A condition of an auto-scale policy.
 *
 * @param metric the monitored value, such as {@code system.cpu.util[,idle]}
 * @param statistic how the values of the instances are condensed: {@code avg}, {@code min}, {@code
 *     max}, {@code sum}, {@code count}
 * @param comparisonOperator how the value is compared, such as {@code >=}
 * @param threshold what it is compared to, in the unit of the metric; absent means 0
 * @param weight its share where alarms are {@code WEIGHTED}; absent means 0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record ScalingAlarm(
    @JsonProperty("metric") @Nullable String metric,
    @JsonProperty("statistic") @Nullable String statistic,
    @JsonProperty("comparisonOperator") @Nullable String comparisonOperator,
    @JsonProperty("threshold") @Nullable Double threshold,
    @JsonProperty("weight") @Nullable Double weight,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, ScalingAlarmBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public ScalingAlarm {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
