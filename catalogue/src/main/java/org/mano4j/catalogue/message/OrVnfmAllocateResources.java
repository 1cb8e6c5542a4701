package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.internal.Copies;

/**
 * A class of the protocol that nobody sends: ALLOCATE_RESOURCES is answered with {@link
 * OrVnfmGeneric}. {@link MessageJson} never chooses it; {@link org.mano4j.catalogue.CatalogueJson}
 * reads it when asked to.
 *
 * @param action what is asked for, or answered
 * @param vduSet the VDUs with what was allocated for them
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmAllocateResources(
    @JsonProperty("action") Action action,
    @JsonProperty("vduSet") List<VirtualDeploymentUnit> vduSet,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmAllocateResourcesBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmAllocateResources {
    vduSet = Copies.list(vduSet);
    extensions = Copies.map(extensions);
  }
}
