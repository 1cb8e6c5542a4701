package org.mano4j.catalogue.descriptor;

import com.fasterxml.jackson.annotation.JsonAlias;
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
 * A VNF in a flavour or forwarding graph. The spelling is the wire's.
 *
 * @param vnfReference name of the VNF
 * @param vnfFlavourIdReference identifier of the flavour of the VNF
 * @param redundancyModel whether it serves or stands by
 * @param affinity wish for placement near other VNFs, free text
 * @param capability what the VNF must be able to do, free text
 * @param numberOfInstances how many instances of it; absent means 0
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record CostituentVNF(
    @JsonProperty("vnf_reference") @Nullable String vnfReference,
    @JsonProperty("vnf_flavour_id_reference") @Nullable String vnfFlavourIdReference,
    @JsonProperty("redundancy_model") @JsonAlias("redundancy_modelid")
        @Nullable RedundancyModel redundancyModel,
    @JsonProperty("affinity") @Nullable String affinity,
    @JsonProperty("capability") @Nullable String capability,
    @JsonProperty("number_of_instances") @JsonAlias("number_of_instancesid")
        @Nullable Integer numberOfInstances,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, CostituentVNFBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public CostituentVNF {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
