package org.mano4j.catalogue.descriptor;

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
 * A flavour in which a VNF can be deployed.
 *
 * @param dfConstraint conditions of the flavour, free text
 * @param costituentVdu the VDUs of the VNF in this flavour; the spelling is the wire's
 * @param flavourKey name of the flavour, as the VIM knows it
 * @param extId identifier in the VIM
 * @param ram memory in MiB; absent means 0, not given
 * @param disk disk in GiB; absent means 0, not given
 * @param vcpus number of virtual CPUs; absent means 0, not given
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFDeploymentFlavour(
    @JsonProperty("df_constraint") List<String> dfConstraint,
    @JsonProperty("costituent_vdu") @JsonAlias("constituent_vdu") List<CostituentVDU> costituentVdu,
    @JsonProperty("flavour_key") @Nullable String flavourKey,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("ram") @Nullable Integer ram,
    @JsonProperty("disk") @Nullable Integer disk,
    @JsonProperty("vcpus") @Nullable Integer vcpus,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Entity, VNFDeploymentFlavourBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFDeploymentFlavour {
    dfConstraint = Copies.list(dfConstraint);
    costituentVdu = Copies.list(costituentVdu);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
