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
 * Which image the VDUs of a package run. The NFVO puts it into each of them.
 *
 * @param upload {@code "true"}: upload the image of {@code link} to every VIM; {@code "false"}: it
 *     is there already; {@code "check"}: upload it where it is not. A text: an NFVO takes the
 *     boolean true for false
 * @param ids identifiers, in the VIM, of images that will do; looked for before the names
 * @param names names of images that will do
 * @param link where the image can be fetched
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PackageImage(
    @JsonProperty("upload") @Nullable String upload,
    @JsonProperty("ids") List<String> ids,
    @JsonProperty("names") List<String> names,
    @JsonProperty("link") @Nullable String link,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, PackageImageBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public PackageImage {
    ids = Copies.list(ids);
    names = Copies.list(names);
    extensions = Copies.map(extensions);
  }

  /** Whether an NFVO may have to upload the image, for which it needs link and configuration. */
  public boolean mayBeUploaded() {
    return "true".equals(upload) || "check".equals(upload);
  }
}
