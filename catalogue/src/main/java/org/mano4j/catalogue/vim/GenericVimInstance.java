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
 * A VIM of any type without a class of its own, such as {@code pop}. An NFVO 6.0 keeps nothing more
 * of it than these fields.
 *
 * @param images images that it offers; set by the driver
 * @param networks networks that it has; set by the driver
 * @param name name by which VDUs choose it; required by an NFVO
 * @param authUrl where the VIM is reached; required by an NFVO; besides {@code metadata} the only
 *     field that can carry access data
 * @param location where the VIM is
 * @param type any type without a class of its own, such as {@code pop}, and after a dot the name of
 *     the driver
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
public record GenericVimInstance(
    @JsonProperty("images") List<BaseNfvImage> images,
    @JsonProperty("networks") List<BaseNetwork> networks,
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
    implements VimInstance, GenericVimInstanceBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public GenericVimInstance {
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
