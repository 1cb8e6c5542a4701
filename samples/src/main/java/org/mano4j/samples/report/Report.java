package org.mano4j.samples.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.samples.timeline.Timeline;

/**
 * What a page tells about a run. Texts are taken as they are; the page escapes them.
 *
 * @param service name of the network service
 * @param when when the run ended
 * @param ground what it ran on, in a few words
 * @param error why it failed, a line each; empty if it did not
 * @param steps what was done
 * @param leftover what was still there at the end, in words
 * @param topology what was connected with what
 * @param timeline where the time went
 * @param servers the servers as they stood after the last scale-out
 * @param calls what clients have counted; empty where nobody counts
 */
public record Report(
    String service,
    Instant when,
    String ground,
    List<String> error,
    List<Step> steps,
    String leftover,
    Topology topology,
    Timeline timeline,
    List<Server> servers,
    List<Calls> calls) {

  /** Copies the lists. */
  public Report {
    error = List.copyOf(error);
    steps = List.copyOf(steps);
    servers = List.copyOf(servers);
    calls = List.copyOf(calls);
  }

  boolean ok() {
    return error.isEmpty();
  }

  /**
   * A step that was done.
   *
   * @param name its name
   * @param millis how long it took
   * @param status of the service after it; null before there is a record
   */
  public record Step(String name, long millis, @Nullable String status) {}

  /**
   * A server.
   *
   * @param name its name
   * @param state its state, as in {@code RUNNING}
   * @param image what it runs
   * @param addresses its addresses by link
   * @param environment what it was given
   */
  public record Server(
      String name,
      String state,
      String image,
      Map<String, List<String>> addresses,
      Map<String, String> environment) {

    /** Copies the maps, in their order. */
    public Server {
      addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }

  /**
   * What a client has counted.
   *
   * @param client name of its server
   * @param succeeded calls that came to their end
   * @param failed calls that did not
   * @param rate calls per second
   */
  public record Calls(String client, long succeeded, long failed, double rate) {}
}
