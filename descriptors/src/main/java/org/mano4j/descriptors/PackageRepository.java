package org.mano4j.descriptors;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * A repository of software that the VNF is installed from.
 *
 * @param type {@code rpm} or {@code deb}
 * @param keyUrl where its signing key is
 * @param configuration lines for the configuration of the package manager
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PackageRepository(
    @JsonProperty("type") @Nullable String type,
    @JsonProperty("key-url") @Nullable String keyUrl,
    @JsonProperty("configuration") List<String> configuration,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, PackageRepositoryBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public PackageRepository {
    configuration = Copies.list(configuration);
    extensions = Copies.map(extensions);
  }
}
