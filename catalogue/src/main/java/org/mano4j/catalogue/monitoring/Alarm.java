package org.mano4j.catalogue.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.policy.PerceivedSeverity;

/** What alarms of either kind say. */
public sealed interface Alarm extends WireObject permits VNFAlarm, VRAlarm {

  /** Identifier given by the producer. */
  @Nullable String alarmId();

  /** Identifier of the threshold that was crossed. */
  @Nullable String thresholdId();

  /** What the alarm is about; absent means a virtual network function. */
  @Nullable AlarmType alarmType();

  /** When it was raised, free text of the producer. */
  @Nullable String alarmRaisedTime();

  /** What has happened to it. */
  @Nullable AlarmState alarmState();

  /** How bad it is. */
  @Nullable PerceivedSeverity perceivedSeverity();

  /** When the cause occurred, free text of the producer. */
  @Nullable String eventTime();

  /** Kind of the fault. */
  @Nullable FaultType faultType();

  /** What the producer takes for the cause. */
  @Nullable String probableCause();

  /** Whether other alarms follow from this one; absent means no. */
  @Nullable Boolean isRootCause();

  /** Identifiers of alarms with the same cause. */
  List<String> correlatedAlarmId();

  /** More about the fault, free text. */
  @Nullable String faultDetails();
}
