package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.internal.Copies;

/**
 * Which objects a monitoring job or subscription is about.
 *
 * @param objectInstanceIds host names of the objects
 * @param objectTypes kinds of the objects
 * @param filter further conditions, of any shape
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record ObjectSelection(
    @JsonProperty("objectInstanceIds") List<String> objectInstanceIds,
    @JsonProperty("objectTypes") List<String> objectTypes,
    @JsonProperty("filter") @Nullable JsonNode filter,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, ObjectSelectionBuilder.With {

  /** Copies the collections; absent ones become empty, and a filter that is null absent. */
  public ObjectSelection {
    objectInstanceIds = Copies.list(objectInstanceIds);
    objectTypes = Copies.list(objectTypes);
    filter = filter == null || filter.isNull() ? null : filter;
    extensions = Copies.map(extensions);
  }
}
