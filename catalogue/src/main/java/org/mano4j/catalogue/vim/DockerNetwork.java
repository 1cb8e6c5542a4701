package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.Entity;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;
import org.mano4j.catalogue.internal.OptimisticLock;

/**
 * A network of a Docker VIM.
 *
 * @param scope {@code local}, or {@code swarm} for a network across hosts
 * @param driver Docker's network driver, such as {@code bridge}
 * @param gateway address of the gateway
 * @param subnet address range; its key marks this class in the plugin protocol
 * @param name name that virtual links refer to
 * @param extId identifier in the VIM
 * @param id see {@link Entity#id()}
 * @param hbVersion see {@link Entity#hbVersion()}
 * @param projectId see {@link Entity#projectId()}
 * @param shared see {@link Entity#shared()}
 * @param metadata see {@link Entity#metadata()}
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonDeserialize
public record DockerNetwork(
    @JsonProperty("scope") @Nullable String scope,
    @JsonProperty("driver") @Nullable String driver,
    @JsonProperty("gateway") @Nullable String gateway,
    @JsonProperty("subnet") @Nullable String subnet,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VimNetwork, DockerNetworkBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public DockerNetwork {
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }
}
