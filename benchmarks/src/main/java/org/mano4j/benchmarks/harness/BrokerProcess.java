package org.mano4j.benchmarks.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.testkit.broker.RabbitMq;

/** The broker as a process of this machine. */
public final class BrokerProcess {

  /** Under this name a trial is told its id; 0 if there is none. */
  private static final String NAME = "broker";

  private BrokerProcess() {}

  /**
   * Its id; empty, which is said, if it runs elsewhere, or its processor time cannot be read.
   *
   * @throws Unavailable if there is no broker
   */
  public static Optional<Long> find(Run run) {
    try (Leftover<RabbitMq.VirtualHost> host =
        Leftover.of(run.services().rabbitMq().virtualHost())) {
      Optional<Long> found = find(host.it());
      if (found.isEmpty()) {
        run.skip("the broker's processor time, as it does not run on this machine; start one here");
      }
      return found;
    }
  }

  /** What a trial is to know, and which process the broker is. */
  public static Map<String, String> told(Optional<Long> found, Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put(NAME, found.map(String::valueOf).orElse("0"));
    return all;
  }

  /** The one that a trial was told; null if there is none. */
  public static @Nullable ProcessHandle of(TrialInput input) {
    return ProcessHandle.of(Long.parseLong(input.value(NAME))).orElse(null);
  }

  private static Optional<Long> find(RabbitMq.VirtualHost broker) {
    try {
      long pid =
          new ObjectMapper()
              .readTree(broker.call("GET", "nodes", ""))
              .path(0)
              .path("os_pid")
              .asLong();
      return ProcessHandle.of(pid)
          .filter(process -> process.info().command().orElse("").contains("beam"))
          .filter(process -> process.info().totalCpuDuration().isPresent())
          .map(ProcessHandle::pid);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the broker's list of its nodes is no JSON: " + e.getMessage(), e);
    }
  }
}
