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
 * A network of an OpenStack VIM.
 *
 * @param external whether it leads to the outside; absent means no
 * @param extShared whether all tenants of the VIM may use it; absent means no. Before 5.0 this was
 *     called {@code shared}
 * @param subnets its address ranges; the key marks this class in the plugin protocol
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
public record Network(
    @JsonProperty("external") @Nullable Boolean external,
    @JsonProperty("extShared") @Nullable Boolean extShared,
    @JsonProperty("subnets") List<Subnet> subnets,
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("extId") @Nullable String extId,
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("hbVersion") @Nullable Integer hbVersion,
    @JsonProperty("projectId") @Nullable String projectId,
    @JsonProperty("shared") @Nullable Boolean shared,
    @JsonProperty("metadata") Map<String, String> metadata,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VimNetwork, NetworkBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public Network {
    subnets = Copies.list(subnets);
    if (extShared == null && isOld(hbVersion, extensions)) {
      extShared = shared;
      shared = null;
    }
    metadata = Copies.map(metadata);
    hbVersion = OptimisticLock.of(hbVersion, extensions);
    extensions = OptimisticLock.rest(hbVersion, extensions);
  }

  /** Whether it is of a version before 5.0, where the lock has another name. */
  private static boolean isOld(
      @Nullable Integer hbVersion, @Nullable Map<String, JsonNode> extensions) {
    return hbVersion == null && OptimisticLock.of(null, extensions) != null;
  }
}
