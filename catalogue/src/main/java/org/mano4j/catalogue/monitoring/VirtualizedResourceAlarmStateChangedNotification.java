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
 * Tells that an alarm about a virtualised resource has changed.
 *
 * @param alarmState the new state
 * @param triggerId what the monitoring driver calls the trigger
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VirtualizedResourceAlarmStateChangedNotification(
    @JsonProperty("alarmState") @Nullable AlarmState alarmState,
    @JsonProperty("triggerId") @Nullable String triggerId,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, VirtualizedResourceAlarmStateChangedNotificationBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VirtualizedResourceAlarmStateChangedNotification {
    extensions = Copies.map(extensions);
  }
}
