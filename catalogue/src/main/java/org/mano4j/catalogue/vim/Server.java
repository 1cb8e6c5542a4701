package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.internal.Copies;

/**
 * A machine as a VIM driver reports it.
 *
 * @param name name, equal to the host name of the VNFC instance
 * @param image image it was made from; an NFVO keeps only the fields of an NFVImage
 * @param flavor its size
 * @param status state in the VIM, which becomes the state of the VNFC instance
 * @param extendedStatus more about the state, for people
 * @param extId identifier in the VIM, which becomes {@code vc_id} of the VNFC instance; must not
 *     repeat
 * @param ips addresses by the name of the network; an NFVO needs it, with at least one address per
 *     network
 * @param floatingIps address to be reached from outside, by the name of the network; may be empty
 * @param created when it was made
 * @param updated when it was last changed
 * @param hostName host name inside the machine
 * @param hypervisorHostName host that runs it
 * @param instanceName name that the hypervisor has for it
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record Server(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("image") @Nullable NFVImage image,
    @JsonProperty("flavor") @Nullable DeploymentFlavour flavor,
    @JsonProperty("status") @Nullable String status,
    @JsonProperty("extendedStatus") @Nullable String extendedStatus,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("ips") Map<String, List<String>> ips,
    @JsonProperty("floatingIps") Map<String, String> floatingIps,
    @JsonProperty("created") @Nullable WireDate created,
    @JsonProperty("updated") @Nullable WireDate updated,
    @JsonProperty("hostName") @Nullable String hostName,
    @JsonProperty("hypervisorHostName") @Nullable String hypervisorHostName,
    @JsonProperty("instanceName") @Nullable String instanceName,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, ServerBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public Server {
    ips = Copies.listMap(ips);
    floatingIps = Copies.map(floatingIps);
    extensions = Copies.map(extensions);
  }
}
