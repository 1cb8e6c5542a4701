package org.mano4j.catalogue;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.internal.Copies;

/**
 * A Java throwable as peers write it by reflection. Fields of subclasses, such as {@code server},
 * are in the extensions.
 *
 * @param detailMessage the text of the exception
 * @param cause what caused it; absent when nothing did
 * @param stackTrace the frames as they came; empty on what mano4j makes, since frames of one
 *     process say nothing in another
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record WireThrowable(
    @JsonProperty("detailMessage") @Nullable String detailMessage,
    @JsonProperty("cause") @Nullable WireThrowable cause,
    @JsonProperty("stackTrace") List<JsonNode> stackTrace,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, WireThrowableBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public WireThrowable {
    stackTrace = Copies.list(stackTrace);
    extensions = Copies.map(extensions);
  }

  /** The least a peer accepts: a text. */
  public static WireThrowable of(String message) {
    return WireThrowableBuilder.builder().detailMessage(message).build();
  }

  /** The message of the throwable, or its class where it has none, and those of its causes. */
  public static WireThrowable of(Throwable throwable) {
    return of(throwable, MAX_CAUSES);
  }

  private static final int MAX_CAUSES = 16;

  private static WireThrowable of(Throwable throwable, int causes) {
    Throwable cause = throwable.getCause();
    String message = throwable.getMessage();
    return WireThrowableBuilder.builder()
        .detailMessage(message == null ? throwable.getClass().getName() : message)
        .cause(cause == null || causes == 0 ? null : of(cause, causes - 1))
        .build();
  }
}
