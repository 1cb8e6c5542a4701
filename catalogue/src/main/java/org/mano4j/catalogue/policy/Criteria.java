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
 * A condition of a fault management policy.
 *
 * @param name name of the criterion
 * @param parameterRef the monitored value
 * @param function how measurements are condensed, such as {@code last}
 * @param vnfcSelector of how many instances it must hold
 * @param comparisonOperator how the value is compared, such as {@code >=}
 * @param threshold what it is compared to, as text
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record Criteria(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("parameter_ref") @Nullable String parameterRef,
    @JsonProperty("function") @Nullable String function,
    @JsonProperty("vnfc_selector") @Nullable VNFCSelector vnfcSelector,
    @JsonProperty("comparison_operator") @Nullable String comparisonOperator,
    @JsonProperty("threshold") @Nullable String threshold,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, CriteriaBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public Criteria {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
