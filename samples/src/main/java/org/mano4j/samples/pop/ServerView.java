package org.mano4j.samples.pop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;

/**
 * A container with the keys of the first {@code pop}. What Pops do not tell, such as the host name,
 * is empty as it was there. The last three came later and are there only if they say something.
 *
 * @param updated when it was started or has ended; absent before
 * @param exitCode what it ended with
 * @param life which of its lives, if not the first
 */
record ServerView(
    int version,
    String name,
    ImageView image,
    FlavourView flavor,
    String status,
    String extendedStatus,
    String extId,
    Map<String, List<String>> ips,
    Map<String, String> floatingIps,
    String created,
    @JsonInclude(Include.NON_NULL) @Nullable String updated,
    String hostName,
    String hypervisorHostName,
    String instanceName,
    @JsonInclude(Include.NON_NULL) @Nullable Integer exitCode,
    @JsonInclude(Include.NON_NULL) @Nullable Integer life,
    @JsonInclude(Include.NON_EMPTY) Map<String, String> labels) {

  static final Table<ServerView> TABLE =
      new Table<ServerView>()
          .column("NAME", ServerView::name)
          .column("STATUS", ServerView::shortStatus)
          .column("IMAGE", server -> ImageView.shortId(server.image.name()))
          .column("FLAVOUR", server -> server.flavor.key())
          .column("ADDRESSES", server -> addresses(server.ips))
          .column("CREATED", ServerView::created)
          .column("ID", ServerView::extId);

  static ServerView of(Container container, ImageView image, FlavourView flavour) {
    Instant changed = container.finished() == null ? container.started() : container.finished();
    return new ServerView(
        0,
        container.name(),
        image,
        flavour,
        container.status().name(),
        container.extendedStatus(),
        container.id(),
        ips(container),
        Map.of(),
        Dates.text(container.created()),
        changed == null ? null : Dates.text(changed),
        "",
        "",
        "",
        container.exitCode(),
        container.life() > 1 ? container.life() : null,
        container.labels());
  }

  static String addresses(Map<String, List<String>> ips) {
    return ips.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + String.join(",", entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** By network name; by the endpoint's key if the Pop tells no name. */
  static Map<String, List<String>> ips(Container container) {
    Map<String, List<String>> ips = new LinkedHashMap<>();
    container
        .endpoints()
        .forEach(
            (key, endpoint) -> {
              String network = endpoint.networkName().isEmpty() ? key : endpoint.networkName();
              List<String> addresses = addresses(endpoint);
              if (!addresses.isEmpty()) {
                ips.put(network, addresses);
              }
            });
    return ips;
  }

  private static List<String> addresses(Endpoint endpoint) {
    return Stream.of(text(endpoint.ipv4()), text(endpoint.ipv6()))
        .filter(address -> !address.isEmpty())
        .toList();
  }

  private static String text(@Nullable Ip ip) {
    return ip == null ? "" : ip.address();
  }

  private String shortStatus() {
    return exitCode == null ? status : status + " (" + exitCode + ")";
  }
}
