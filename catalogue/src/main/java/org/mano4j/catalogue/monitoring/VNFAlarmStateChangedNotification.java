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
 * Tells that an alarm about a VNF has changed.
 *
 * @param alarmState the new state
 * @param resourceId the VNF resource concerned
 * @param fmPolicyId id of the fault management policy that was met
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFAlarmStateChangedNotification(
    @JsonProperty("alarmState") @Nullable AlarmState alarmState,
    @JsonProperty("resourceId") @Nullable String resourceId,
    @JsonProperty("fmPolicyId") @Nullable String fmPolicyId,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, VNFAlarmStateChangedNotificationBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFAlarmStateChangedNotification {
    extensions = Copies.map(extensions);
  }
}
