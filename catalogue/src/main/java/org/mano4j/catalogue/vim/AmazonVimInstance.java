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

/**
 * A VIM of type {@code amazon}. The text form hides the keys.
 *
 * @param vpcName name of the virtual private cloud
 * @param vpcId its identifier
 * @param accessKey access key; required by an NFVO
 * @param secretKey secret key; required by an NFVO
 * @param keyPair name of the key pair given to every machine
 * @param region region, such as {@code eu-central-1}
 * @param images images that it offers; set by the driver
 * @param networks networks that it has; set by the driver
 * @param securityGroups names of the security groups given to every machine
 * @param flavours machine sizes that the VIM offers; set by the driver
 * @param name name by which VDUs choose it; required by an NFVO
 * @param authUrl where the VIM is reached; required by an NFVO
 * @param location where the VIM is
 * @param type {@code amazon}, or {@code amazon.} and the name of the driver
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
public record AmazonVimInstance(
    @JsonProperty("vpcName") @Nullable String vpcName,
    @JsonProperty("vpcId") @Nullable String vpcId,
    @JsonProperty("accessKey") @Nullable String accessKey,
    @JsonProperty("secretKey") @Nullable String secretKey,
    @JsonProperty("keyPair") @Nullable String keyPair,
    @JsonProperty("region") @Nullable String region,
    @JsonProperty("images") List<AWSImage> images,
    @JsonProperty("networks") List<AWSNetwork> networks,
    @JsonProperty("securityGroups") List<String> securityGroups,
    @JsonProperty("flavours") List<DeploymentFlavour> flavours,
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
    implements VimInstance, AmazonVimInstanceBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public AmazonVimInstance {
    images = Copies.list(images);
    networks = Copies.list(networks);
    securityGroups = Copies.list(securityGroups);
    flavours = Copies.list(flavours);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  @Override
  public String toString() {
    return VimInstance.toText(this);
  }
}
