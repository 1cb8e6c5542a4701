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
import org.mano4j.catalogue.policy.PerceivedSeverity;

/**
 * An alarm about a VNF.
 *
 * @param vnfrId id of the VNFR
 * @param vnfcIds ids of the VNFC instances concerned
 * @param vimName name of the VIM instance they run on
 * @param alarmId identifier given by the producer
 * @param thresholdId identifier of the threshold that was crossed
 * @param alarmType what it is about; absent means a virtual network function
 * @param alarmRaisedTime when it was raised, free text of the producer
 * @param alarmState what has happened to it
 * @param perceivedSeverity how bad it is
 * @param eventTime when the cause occurred, free text of the producer
 * @param faultType kind of the fault
 * @param probableCause what the producer takes for the cause
 * @param isRootCause whether other alarms follow from this one; absent means no
 * @param correlatedAlarmId identifiers of alarms with the same cause
 * @param faultDetails more about the fault, free text
 * @param extensions see {@link WireObject#extensions()}
 */
@RecordBuilder
public record VNFAlarm(
    @JsonProperty("vnfrId") @Nullable String vnfrId,
    @JsonProperty("vnfcIds") List<String> vnfcIds,
    @JsonProperty("vimName") @Nullable String vimName,
    @JsonProperty("alarmId") @Nullable String alarmId,
    @JsonProperty("thresholdId") @Nullable String thresholdId,
    @JsonProperty("alarmType") @Nullable AlarmType alarmType,
    @JsonProperty("alarmRaisedTime") @Nullable String alarmRaisedTime,
    @JsonProperty("alarmState") @Nullable AlarmState alarmState,
    @JsonProperty("perceivedSeverity") @Nullable PerceivedSeverity perceivedSeverity,
    @JsonProperty("eventTime") @Nullable String eventTime,
    @JsonProperty("faultType") @Nullable FaultType faultType,
    @JsonProperty("probableCause") @Nullable String probableCause,
    @JsonProperty("isRootCause") @Nullable Boolean isRootCause,
    @JsonProperty("correlatedAlarmId") List<String> correlatedAlarmId,
    @JsonProperty("faultDetails") @Nullable String faultDetails,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extensions)
    implements Alarm, VNFAlarmBuilder.With {

  /** Copies the collections; absent ones become empty. */
  public VNFAlarm {
    vnfcIds = Copies.list(vnfcIds);
    correlatedAlarmId = Copies.list(correlatedAlarmId);
    extensions = Copies.map(extensions);
  }
}
