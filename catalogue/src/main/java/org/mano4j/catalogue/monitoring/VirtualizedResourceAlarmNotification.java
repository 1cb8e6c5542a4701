package org.mano4j.catalogue.monitoring;

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
 * Tells that an alarm about a virtualised resource was raised.
 *
 * @param vrAlarm the alarm
 * @param triggerId what the monitoring driver calls the trigger
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualizedResourceAlarmNotification(
    @JsonProperty("vrAlarm") @Nullable VRAlarm vrAlarm,
    @JsonProperty("triggerId") @Nullable String triggerId,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, VirtualizedResourceAlarmNotificationBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualizedResourceAlarmNotification {
    extensions = Copies.map(extensions);
  }
}
