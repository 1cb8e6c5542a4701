package org.mano4j.samples.pop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerEvent;

/** A change of a container; only the first two are there if nothing but the number is told. */
record EventView(
    long sequence,
    ContainerEvent.Type type,
    @JsonInclude(Include.NON_NULL) @Nullable String name,
    @JsonInclude(Include.NON_NULL) @Nullable String extId,
    @JsonInclude(Include.NON_NULL) @Nullable String status,
    @JsonInclude(Include.NON_NULL) @Nullable String extendedStatus,
    @JsonInclude(Include.NON_NULL) @Nullable Map<String, List<String>> ips) {

  private static final String LINE = "%-15s   %-8s   %-9s   %-24s   %s";

  /** Above the lines. */
  static final String HEADS =
      LINE.formatted("SEQUENCE", "CHANGE", "STATUS", "NAME", "EXTENDED STATUS");

  static EventView of(ContainerEvent event) {
    Container container = event.container();
    return container == null
        ? new EventView(event.sequence(), event.type(), null, null, null, null, null)
        : new EventView(
            event.sequence(),
            event.type(),
            container.name(),
            container.id(),
            container.status().name(),
            container.extendedStatus(),
            ServerView.ips(container));
  }

  /** For people. */
  String line() {
    return LINE.formatted(
        sequence,
        type.name().toLowerCase(Locale.ROOT),
        cell(status),
        cell(name),
        cell(extendedStatus));
  }

  private static String cell(@Nullable String text) {
    return Table.shown(text == null ? "" : text);
  }
}
