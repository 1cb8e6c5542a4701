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
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * A VIM of type {@code docker}. The text form hides the keys.
 *
 * @param ca certificate of the authority, PEM text
 * @param dockerKey key of the client, PEM text
 * @param cert certificate of the client, PEM text
 * @param images images that it offers; set by the driver
 * @param networks networks that it has; set by the driver
 * @param name name by which VDUs choose it; required by an NFVO
 * @param authUrl where the VIM is reached; required by an NFVO
 * @param location where the VIM is
 * @param type {@code docker}, or {@code docker.} and the name of the driver
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
public record DockerVimInstance(
    @JsonProperty("ca") @Nullable String ca,
    @JsonProperty("dockerKey") @Nullable String dockerKey,
    @JsonProperty("cert") @Nullable String cert,
    @JsonProperty("images") List<DockerImage> images,
    @JsonProperty("networks") List<DockerNetwork> networks,
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
    implements VimInstance, DockerVimInstanceBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public DockerVimInstance {
    images = Copies.list(images);
    networks = Copies.list(networks);
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  @Override
  public String toString() {
    return VimInstance.toText(this);
  }
}
