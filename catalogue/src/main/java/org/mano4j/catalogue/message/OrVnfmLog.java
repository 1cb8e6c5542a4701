package org.mano4j.catalogue.message;

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
 * Sent by the NFVO (5.0 and later) with LOG_REQUEST, when a user asks for the log of an instance.
 *
 * @param action what is asked for, or answered
 * @param vnfrName name of the VNFR
 * @param hostname host name of the instance
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record OrVnfmLog(
    @JsonProperty("action") Action action,
    @JsonProperty("vnfrName") @Nullable String vnfrName,
    @JsonProperty("hostname") @Nullable String hostname,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements OrVnfmMessage, OrVnfmLogBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public OrVnfmLog {
    extensions = Copies.map(extensions);
  }
}
