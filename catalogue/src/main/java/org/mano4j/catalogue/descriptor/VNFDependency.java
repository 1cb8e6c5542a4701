package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * One VNF needs parameters of another.
 *
 * @param source name of the VNFD whose parameters are needed; a VNFD, as before 5.0, is read too:
 *     its name and id are taken, and what it says besides is kept as {@code source_vnfd}
 * @param sourceId id of that VNFD, set by the NFVO
 * @param target name of the VNFD that needs them, read as {@code source} is
 * @param targetId id of that VNFD, set by the NFVO
 * @param parameters names of the parameters wanted from the source; names of links ask for
 *     addresses on them
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFDependency(
    @JsonProperty("source") @Nullable String source,
    @JsonProperty("source_id") @Nullable String sourceId,
    @JsonProperty("target") @Nullable String target,
    @JsonProperty("target_id") @Nullable String targetId,
    @JsonProperty("parameters") List<String> parameters,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFDependencyBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFDependency {
    parameters = Copies.list(parameters);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  @JsonCreator
  static VNFDependency read(
      @JsonProperty("source") @Nullable VnfdReference source,
      @JsonProperty("source_id") @Nullable String sourceId,
      @JsonProperty("target") @Nullable VnfdReference target,
      @JsonProperty("target_id") @Nullable String targetId,
      @JsonProperty("parameters") List<String> parameters,
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("hbVersion") @Nullable Integer hbVersion,
      @JsonProperty("projectId") @Nullable String projectId,
      @JsonProperty("shared") @Nullable Boolean shared,
      @JsonProperty("metadata") Map<String, String> metadata,
      @JsonAnySetter @Nullable Map<String, JsonNode> extensions) {
    VnfdReference from = Objects.requireNonNullElse(source, VnfdReference.NONE);
    VnfdReference to = Objects.requireNonNullElse(target, VnfdReference.NONE);
    Map<String, JsonNode> kept = from.keepRest("source_vnfd", sourceId, Copies.map(extensions));
    kept = to.keepRest("target_vnfd", targetId, kept);
    return new VNFDependency(
        from.name(),
        from.idOr(sourceId),
        to.name(),
        to.idOr(targetId),
        parameters,
        id,
        hbVersion,
        projectId,
        shared,
        metadata,
        kept);
  }
}
