package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.internal.Copies;

/**
 * A class of the protocol that nobody sends: a VNFM asks for GRANT_OPERATION with {@link
 * VnfmOrGeneric}. {@link MessageJson} never chooses it; {@link org.mano4j.catalogue.CatalogueJson}
 * reads it when asked to.
 *
 * @param action what is asked for, or answered
 * @param virtualNetworkFunctionDescriptor the VNFD to be instantiated
 * @param vduSet the VDUs that resources are wanted for
 * @param deploymentFlavourKey name of the flavour wanted
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrGrantLifecycleOperation(
    @JsonProperty("action") Action action,
    @JsonProperty("virtualNetworkFunctionDescriptor")
        @Nullable VirtualNetworkFunctionDescriptor virtualNetworkFunctionDescriptor,
    @JsonProperty("vduSet") List<VirtualDeploymentUnit> vduSet,
    @JsonProperty("deploymentFlavourKey") @Nullable String deploymentFlavourKey,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrGrantLifecycleOperationBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrGrantLifecycleOperation {
    vduSet = Copies.list(vduSet);
    extensions = Copies.map(extensions);
  }
}
