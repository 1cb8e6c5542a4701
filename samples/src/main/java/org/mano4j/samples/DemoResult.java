package org.mano4j.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.descriptors.Finding;
import org.mano4j.samples.timeline.Timeline;

/**
 * What a demo run came to; its JSON is what {@code demo --json} prints.
 *
 * @param result {@code ok} or {@code failed}
 * @param service name of the network service, if the descriptor could be read
 * @param steps the steps that were done
 * @param servers the servers as they stood after the last scale-out, or when the run failed
 * @param leftovers what was still there at the end
 * @param step the step that failed
 * @param error why it failed
 * @param findings what is wrong with the descriptor
 * @param calls what SIPp's clients have made until the last scale-out was done; null where nothing
 *     really runs
 * @param timeline where the time went, if anything was run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemoResult(
    @JsonProperty("result") String result,
    @JsonProperty("service") @Nullable String service,
    @JsonProperty("steps") List<Step> steps,
    @JsonProperty("servers") List<ServerRow> servers,
    @JsonProperty("leftovers") Leftovers leftovers,
    @JsonProperty("step") @Nullable String step,
    @JsonProperty("error") @Nullable String error,
    @JsonProperty("findings") @Nullable List<Finding> findings,
    @JsonProperty("calls") @Nullable List<CallRow> calls,
    @JsonProperty("timeline") @Nullable Timeline timeline) {

  static DemoResult ok(@Nullable String service, List<Step> steps, List<ServerRow> servers) {
    return new DemoResult(
        "ok", service, steps, servers, Leftovers.NONE, null, null, null, null, null);
  }

  static DemoResult failed(
      @Nullable String service,
      List<Step> steps,
      List<ServerRow> servers,
      Leftovers leftovers,
      String step,
      String error) {
    return new DemoResult(
        "failed", service, steps, servers, leftovers, step, error, List.of(), null, null);
  }

  /** For a descriptor that was not even tried. */
  static DemoResult refused(
      @Nullable String service, String step, String file, List<Finding> findings) {
    String error =
        file + " has " + findings.size() + " finding" + (findings.size() == 1 ? "" : "s");
    return new DemoResult(
        "failed", service, List.of(), List.of(), Leftovers.NONE, step, error, findings, null, null);
  }

  /** For a file that cannot be read or written. */
  static DemoResult unreadable(String error) {
    return failed(null, List.of(), List.of(), Leftovers.NONE, "onboard", error);
  }

  /** The same with the calls that were made. */
  DemoResult withCalls(@Nullable List<CallRow> made) {
    return new DemoResult(
        result, service, steps, servers, leftovers, step, error, findings, made, timeline);
  }

  /** The same with where the time went. */
  DemoResult withTimeline(@Nullable Timeline seen) {
    return new DemoResult(
        result, service, steps, servers, leftovers, step, error, findings, calls, seen);
  }

  boolean ok() {
    return error == null;
  }

  boolean refused() {
    return findings != null && !findings.isEmpty();
  }

  /**
   * A step that was done.
   *
   * @param step name of the step
   * @param millis how long it took
   * @param nsrStatus status of the service after it; null before there is a record
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Step(
      @JsonProperty("step") String step,
      @JsonProperty("millis") long millis,
      @JsonProperty("nsrStatus") @Nullable String nsrStatus) {}

  /**
   * A server of the Pop.
   *
   * @param name its name
   * @param status state of its container
   * @param image what it runs
   * @param ips addresses by network
   * @param metadata its environment
   */
  record ServerRow(
      @JsonProperty("name") String name,
      @JsonProperty("status") String status,
      @JsonProperty("image") String image,
      @JsonProperty("ips") Map<String, List<String>> ips,
      @JsonProperty("metadata") Map<String, String> metadata) {}

  /**
   * The calls of a client.
   *
   * @param client name of its container
   * @param created calls that it has begun
   * @param successful calls that went as they should
   * @param failed calls that did not
   * @param rate calls begun in the last second
   * @param seconds how long it has been calling
   */
  record CallRow(
      @JsonProperty("client") String client,
      @JsonProperty("created") long created,
      @JsonProperty("successful") long successful,
      @JsonProperty("failed") long failed,
      @JsonProperty("rate") double rate,
      @JsonProperty("seconds") double seconds) {}

  /**
   * What should be nothing.
   *
   * @param containers containers that still exist
   * @param addresses addresses that are still taken
   */
  record Leftovers(
      @JsonProperty("containers") int containers, @JsonProperty("addresses") long addresses) {

    static final Leftovers NONE = new Leftovers(0, 0);

    boolean none() {
      return equals(NONE);
    }

    String text() {
      return none() ? "nothing" : containers + " containers, " + addresses + " addresses";
    }
  }
}
