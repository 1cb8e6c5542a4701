package org.mano4j.catalogue.message;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * Sent by a VNFM in answer to LOG_REQUEST.
 *
 * @param action what is asked for, or answered
 * @param outputLog lines of standard output
 * @param errorLog lines of standard error, or why there is no log
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VnfmOrLog(
    @JsonProperty("action") Action action,
    @JsonProperty("outputLog") List<String> outputLog,
    @JsonProperty("errorLog") List<String> errorLog,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements VnfmOrMessage, VnfmOrLogBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VnfmOrLog {
    outputLog = Copies.list(outputLog);
    errorLog = Copies.list(errorLog);
    extensions = Copies.map(extensions);
  }
}
