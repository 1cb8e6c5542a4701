package org.mano4j.catalogue.vim;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * What a tenant of a VIM may use. {@code -1} means without limit, which an NFVO honours only if it
 * was told to.
 *
 * @param id identifier
 * @param version optimistic lock; absent means 0
 * @param tenant tenant it holds for
 * @param cores virtual CPUs
 * @param floatingIps addresses to be reached from outside
 * @param instances machines
 * @param keyPairs key pairs
 * @param ram memory in MiB
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record Quota(
    @JsonProperty("id") @Nullable String id,
    @JsonProperty("version") @Nullable Integer version,
    @JsonProperty("tenant") @Nullable String tenant,
    @JsonProperty("cores") @Nullable Integer cores,
    @JsonProperty("floatingIps") @Nullable Integer floatingIps,
    @JsonProperty("instances") @Nullable Integer instances,
    @JsonProperty("keyPairs") @Nullable Integer keyPairs,
    @JsonProperty("ram") @Nullable Integer ram,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, QuotaBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public Quota {
    extensions = Copies.map(extensions);
  }
}
