package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * Template of one instance of a VDU.
 *
 * @param connectionPoint its ports; an NFVO refuses to allocate a component without any
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFComponent(
    @JsonProperty("connection_point") List<VNFDConnectionPoint> connectionPoint,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFComponentBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFComponent {
    connectionPoint = Copies.list(connectionPoint);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** The connection point on the link with this name. */
  public Optional<VNFDConnectionPoint> findConnectionPoint(String link) {
    return connectionPoint.stream()
        .filter(point -> link.equals(point.virtualLinkReference()))
        .findFirst();
  }

  /** A copy in which every connection point is what the function makes of it. */
  public VNFComponent mapConnectionPoints(UnaryOperator<VNFDConnectionPoint> change) {
    return withConnectionPoint(connectionPoint.stream().map(change).toList());
  }
}
