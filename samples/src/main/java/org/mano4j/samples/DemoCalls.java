package org.mano4j.samples;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.pop.Filter;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopStream;
import org.mano4j.samples.site.SiteException;

/** The calls that SIPp's clients of a service make, as their output in the Pop tells. */
final class DemoCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CLIENT = Pattern.compile("(.*/)?sipp-client(:.*)?");

  /** A line per second, and little else. */
  private static final LogOptions LATEST = LogOptions.tail(20);

  private static final int MOST = 64 << 10;

  private final PopClient pop;

  DemoCalls(PopClient pop) {
    this.pop = pop;
  }

  /**
   * Waits until each client has made calls.
   *
   * @return what they have made until now, by the clients' names; nothing if there are no clients
   * @throws SiteException if a client makes none
   */
  List<DemoResult.CallRow> await(NetworkServiceRecord nsr) {
    List<String> clients =
        nsr.vnfr().stream()
            .flatMap(vnfr -> vnfr.vdu().stream())
            .filter(DemoCalls::isClient)
            .flatMap(vdu -> vdu.vnfcInstance().stream())
            .map(instance -> String.valueOf(instance.hostname()))
            .sorted()
            .toList();
    long end = System.nanoTime() + PATIENCE.toNanos();
    clients.forEach(client -> awaitCalls(client, end));
    return clients.stream().map(this::row).toList();
  }

  private static boolean isClient(VirtualDeploymentUnit vdu) {
    return vdu.vmImage().stream().anyMatch(image -> CLIENT.matcher(image).matches());
  }

  private void awaitCalls(String client, long end) {
    StringBuilder output = new StringBuilder();
    try (PopStream<LogChunk> chunks = pop.logs(Filter.byName(client), LATEST.following())) {
      CompletableFuture.delayedExecutor(end - System.nanoTime(), TimeUnit.NANOSECONDS)
          .execute(chunks::close);
      while (!hasCalls(output.toString())) {
        if (!chunks.hasNext()) {
          throw new SiteException(
              "%s makes no calls within %d s; the last that it says: %s"
                  .formatted(
                      client,
                      PATIENCE.toSeconds(),
                      output.toString().lines().reduce((a, b) -> b).orElse("nothing")));
        }
        output.append(chunks.next().text());
        output.delete(0, Math.max(0, output.length() - MOST)); // of one that tells something else
      }
    }
  }

  private static boolean hasCalls(String output) {
    return SippStats.lastOf(output).filter(SippStats::hasCalls).isPresent();
  }

  private DemoResult.CallRow row(String client) {
    StringBuilder output = new StringBuilder();
    try (PopStream<LogChunk> chunks = pop.logs(Filter.byName(client), LATEST)) {
      chunks.forEachRemaining(chunk -> output.append(chunk.text()));
    }
    Optional<SippStats> stats = SippStats.lastOf(output.toString());
    return stats
        .map(
            last ->
                new DemoResult.CallRow(
                    client,
                    last.created(),
                    last.successful(),
                    last.failed(),
                    last.rate(),
                    last.seconds()))
        .orElseThrow(
            () ->
                new SiteException(client + " has made calls, and does not tell of them any more"));
  }
}
