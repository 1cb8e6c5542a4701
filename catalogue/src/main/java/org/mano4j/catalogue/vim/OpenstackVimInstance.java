package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;
import org.mano4j.catalogue.security.PopKeypair;

/**
 * A VIM of type {@code openstack}. The text form hides the password.
 *
 * @param tenant tenant (project) that machines belong to; needed by the rules of an NFVO for this
 *     type
 * @param domain domain of the user
 * @param username user; required by an NFVO
 * @param password password; required by an NFVO
 * @param keyPair name of the key pair given to every machine
 * @param securityGroups names of the security groups given to every machine
 * @param openstackSslCertificate certificate of the VIM, PEM text
 * @param keys public keys known to the VIM; set by the driver
 * @param flavours machine sizes that the VIM offers; set by the driver
 * @param images images that it offers; set by the driver
 * @param networks networks that it has; set by the driver
 * @param zones availability zones; set by the driver
 * @param name name by which VDUs choose it; required by an NFVO
 * @param authUrl where the VIM is reached; required by an NFVO
 * @param location where the VIM is
 * @param type {@code openstack}, or {@code openstack.} and the name of the driver
 * @param active whether the NFVO places anything on it; absent means yes (3.2: no)
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonDeserialize
public record OpenstackVimInstance(
    @JsonProperty("tenant") @Nullable String tenant,
    @JsonProperty("domain") @Nullable String domain,
    @JsonProperty("username") @Nullable String username,
    @JsonProperty("password") @Nullable String password,
    @JsonProperty("keyPair") @Nullable String keyPair,
    @JsonProperty("securityGroups") List<String> securityGroups,
    @JsonProperty("openstackSslCertificate") @Nullable String openstackSslCertificate,
    @JsonProperty("keys") List<PopKeypair> keys,
    @JsonProperty("flavours") List<DeploymentFlavour> flavours,
    @JsonProperty("images") List<NFVImage> images,
    @JsonProperty("networks") List<Network> networks,
    @JsonProperty("zones") List<AvailabilityZone> zones,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("authUrl") @Nullable String authUrl,
    @JsonProperty("location") @Nullable Location location,
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("active") @Nullable Boolean active,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VimInstance, OpenstackVimInstanceBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OpenstackVimInstance {
    securityGroups = Copies.list(securityGroups);
    keys = Copies.list(keys);
    flavours = Copies.list(flavours);
    images = Copies.list(images);
    networks = Copies.list(networks);
    zones = Copies.list(zones);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  @Override
  public String toString() {
    return VimInstance.toText(this);
  }
}
