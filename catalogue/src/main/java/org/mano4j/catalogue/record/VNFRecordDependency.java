package org.mano4j.catalogue.record;

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
 * What a target VNFR is told about its sources. Values are texts, filled as the sources get ready;
 * see {@link org.mano4j.catalogue.lifecycle.DependencyResolver}.
 *
 * @param target name of the target VNFR
 * @param parameters parameters of the sources, by the type of the source
 * @param vnfcParameters addresses and host names of the instances of the sources, by the type of
 *     the source and then by the id of the instance. Entries without parameters mean nothing, and
 *     there may be one of the type of the target itself
 * @param idType type of each source, by its name
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFRecordDependency(
    @JsonProperty("target") @Nullable String target,
    @JsonProperty("parameters") Map<String, DependencyParameters> parameters,
    @JsonProperty("vnfcParameters") Map<String, VNFCDependencyParameters> vnfcParameters,
    @JsonProperty("idType") Map<String, String> idType,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFRecordDependencyBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFRecordDependency {
    parameters = Copies.map(parameters);
    vnfcParameters = Copies.map(vnfcParameters);
    idType = Copies.map(idType);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
