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
 * Tells that an alarm about a VNF was raised.
 *
 * @param vnfAlarm the alarm
 * @param resourceId the VNF resource concerned
 * @param fmPolicyId id of the fault management policy that was met
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFAlarmNotification(
    @JsonProperty("vnfAlarm") @Nullable VNFAlarm vnfAlarm,
    @JsonProperty("resourceId") @Nullable String resourceId,
    @JsonProperty("fmPolicyId") @Nullable String fmPolicyId,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements WireObject, VNFAlarmNotificationBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFAlarmNotification {
    extensions = Copies.map(extensions);
  }
}
