package org.mano4j.samples.popd;

import java.time.Duration;
import org.mano4j.config.Table;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.SessionOptions;

/** {@code [Limits]} and {@code [Sessions]}; {@link PopServerBuilder} says what each is. */
record LimitKeys(
    int containersPerUser,
    int calls,
    int streams,
    int metadataEntries,
    int metadataBytes,
    int messageBytes,
    int eventsKept,
    SessionOptions sessions) {

  private static final int MOST = 1_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  static LimitKeys read(Table limits, Table sessions) {
    SessionOptions usual = SessionOptions.defaults();
    return new LimitKeys(
        limits.integer("ContainersPerUser", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE),
        limits.integer("Calls", 1, MOST).orElse(1000),
        limits.integer("Streams", 1, MOST).orElse(200),
        limits.integer("MetadataEntries", 1, MOST).orElse(1000),
        limits.integer("MetadataBytes", 1, 4 << 20).orElse(128 << 10),
        limits.integer("MessageBytes", 1024, 64 << 20).orElse(4 << 20),
        limits.integer("EventsKept", 1, MOST).orElse(10_000),
        new SessionOptions(
            sessions.duration("Idle", SHORTEST, LONGEST).orElse(usual.idle()),
            sessions.duration("Absolute", SHORTEST, LONGEST).orElse(usual.absolute()),
            sessions.integer("Limit", 1, MOST).orElse(usual.limit()),
            sessions.integer("PerUser", 1, MOST).orElse(usual.perUser())));
  }

  void applyTo(PopServerBuilder server) {
    server
        .containersPerUser(containersPerUser)
        .maxCalls(calls)
        .maxStreams(streams)
        .metadataLimits(metadataEntries, metadataBytes)
        .maxMessageSize(messageBytes)
        .eventsKept(eventsKept)
        .sessions(sessions);
  }
}
