package org.mano4j.samples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.descriptors.ValidationReport;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.nfv.PopMapping;
import org.mano4j.samples.report.Topology;
import org.mano4j.samples.site.DemoSite;
import org.mano4j.samples.site.SiteLeftovers;
import org.mano4j.samples.site.SiteOptions;
import org.mano4j.samples.site.SitePlan;
import org.mano4j.samples.timeline.Timeline;
import org.mano4j.samples.timeline.TimelineRecorder;
import org.mano4j.samples.timeline.TimelineTaps;
import org.mano4j.testkit.Failure;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a network service from its descriptor to running containers and back. Used once. */
final class Demo {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SCALE_OUTS = 2;

  private final String file;
  private final byte[] json;
  private final SiteOptions options;
  private final Observer observer;
  private final List<DemoResult.Step> steps = new ArrayList<>();
  private List<DemoResult.ServerRow> servers = List.of();
  private String current = "onboard";
  private @Nullable String nsrId;
  private @Nullable Trace trace;
  private final TimelineRecorder recorder = new TimelineRecorder();
  private @Nullable Timeline timeline;
  private Topology topology = Topology.NONE;

  /**
   * A run.
   *
   * @param file what findings call the descriptor
   * @param options what it runs on
   * @param observer told what happens, as it happens
   */
  Demo(String file, byte[] json, SiteOptions options, Observer observer) {
    this.file = file;
    this.json = json;
    this.options = options;
    this.observer = observer;
  }

  /** Runs all steps. Whatever fails is in the result; what was launched is released. */
  DemoResult run() {
    return life().withTimeline(timeline);
  }

  private DemoResult life() {
    ValidationReport<NetworkServiceDescriptor> report = DescriptorValidator.validateNsd(file, json);
    String service = report.descriptor().map(nsd -> nsd.name()).orElse(null);
    if (report.hasErrors() || report.descriptor().isEmpty()) {
      return DemoResult.refused(service, current, file, report.findings());
    }
    SitePlan plan = SitePlan.of(report.descriptor().get());
    try (DemoSite site = new DemoSite(plan, options, observer::note)) {
      site.start();
      observer.begin(String.valueOf(service));
      TimelineTaps taps = watch(site);
      try {
        life(site);
        return outcome(service, leftovers(site));
      } catch (Exception e) {
        String error = reason(site, e);
        recorder.end();
        look(site);
        release(site);
        return DemoResult.failed(service, steps, servers, leftovers(site), current, error);
      } finally {
        taps.close();
        trace = site.nfvo().trace();
        timeline = recorder.timeline(trace.entries());
      }
    } catch (Exception e) {
      return DemoResult.failed(
          service, steps, servers, DemoResult.Leftovers.NONE, current, text(e));
    }
  }

  /** Every message that was sent, as a table; empty before the run. */
  String trace() {
    return trace == null ? "" : trace.toString();
  }

  /** What was connected with what after the last scale-out. */
  Topology topology() {
    return topology;
  }

  private TimelineTaps watch(DemoSite site) {
    List<String> vims = site.nfvo().vims().stream().map(vim -> String.valueOf(vim.id())).toList();
    return new TimelineTaps(recorder).pop(site.pop()).mgmt(site.openBus("demo-timeline"), vims);
  }

  /** How servers stand now; what led to a failure shows here, too. */
  private void look(DemoSite site) {
    try {
      see(site);
    } catch (RuntimeException e) {
      LOG.debug("what a failed run has left cannot be seen", e);
    }
  }

  private void see(DemoSite site) {
    Optional<NetworkServiceRecord> service = Optional.ofNullable(nsrId).flatMap(site.nfvo()::nsr);
    service.ifPresent(recorder::members);
    servers = servers(site);
    topology = DemoTopology.of(service, servers, site.pop().networks(Filter.all()));
  }

  private DemoResult outcome(@Nullable String service, DemoResult.Leftovers left) {
    return left.none()
        ? DemoResult.ok(service, steps, servers)
        : DemoResult.failed(
            service, steps, servers, left, current, "not everything is gone: " + left.text());
  }

  private void life(DemoSite site) throws Exception {
    OfflineNfvo nfvo = site.nfvo();
    String nsdId = step("onboard", () -> nfvo.onboard(file, json), id -> null);
    String id =
        step(
            "launch",
            () -> {
              nsrId = nfvo.launch(nsdId);
              nfvo.awaitStatus(nsrId, Status.ACTIVE, PATIENCE);
              return nsrId;
            },
            nsr -> nfvo.status(nsr).text());
    VirtualDeploymentUnit scalable = firstWithRoom(nfvo.nsr(id).orElseThrow());
    if (scalable == null) {
      see(site);
    } else {
      scale(site, id, scalable);
    }
    step("terminate", () -> done(nfvo.terminate(id)), gone -> nfvo.status(id).text());
  }

  private void scale(DemoSite site, String id, VirtualDeploymentUnit vdu) throws Exception {
    OfflineNfvo nfvo = site.nfvo();
    for (int i = 0; i < Math.min(SCALE_OUTS, room(vdu)); i++) {
      step("scale-out", () -> done(nfvo.scaleOut(id, vdu.id())), added -> nfvo.status(id).text());
    }
    see(site);
    step("scale-in", () -> done(nfvo.scaleIn(id, vdu.id())), gone -> nfvo.status(id).text());
  }

  private static @Nullable VirtualDeploymentUnit firstWithRoom(NetworkServiceRecord nsr) {
    return nsr.vnfr().stream()
        .flatMap(vnfr -> vnfr.vdu().stream())
        .filter(vdu -> room(vdu) > 0)
        .findFirst()
        .orElse(null);
  }

  private static int room(VirtualDeploymentUnit vdu) {
    Integer most = vdu.scaleInOut();
    return most == null ? 0 : most - vdu.vnfcInstance().size();
  }

  private <T> T step(String name, Callable<T> work, StatusAfter<T> status) throws Exception {
    current = name;
    recorder.begin(name);
    long begin = System.nanoTime();
    T outcome = work.call();
    recorder.end();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    DemoResult.Step step = new DemoResult.Step(name, millis, status.of(outcome));
    steps.add(step);
    observer.step(step);
    return outcome;
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static DemoResult.Leftovers leftovers(DemoSite site) {
    SiteLeftovers left = site.leftovers();
    return new DemoResult.Leftovers(left.containers(), left.addresses());
  }

  private static List<DemoResult.ServerRow> servers(DemoSite site) {
    return site.containers().stream()
        .sorted(Comparator.comparing(Container::name))
        .map(Demo::row)
        .toList();
  }

  private static DemoResult.ServerRow row(Container container) {
    Map<String, List<String>> ips = new TreeMap<>();
    container
        .endpoints()
        .forEach((network, endpoint) -> ips.put(network, List.of(endpoint.address())));
    return new DemoResult.ServerRow(
        container.name(),
        container.status().name(),
        container.imageId(),
        ips,
        PopMapping.environment(container));
  }

  /** What the service says, which is nearer to the cause than what the waiting step says. */
  private String reason(DemoSite site, Exception e) {
    return nsrId == null
        ? text(e)
        : site.nfvo().failure(nsrId).map(Failure::toString).orElseGet(() -> text(e));
  }

  private void release(DemoSite site) {
    if (nsrId != null) {
      try {
        done(site.nfvo().terminate(nsrId));
      } catch (Exception e) {
        LOG.warn("could not release service {}", nsrId, e);
      }
    }
  }

  private static String text(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String message = cause.getMessage();
    return message == null ? cause.toString() : message.lines().findFirst().orElse("");
  }

  /** Watches a run. */
  interface Observer {

    /** The service is about to be run. */
    void begin(String service);

    /** A step is done. */
    void step(DemoResult.Step step);

    /** Something takes its time: a sentence for whoever waits. */
    void note(String sentence);
  }

  /** Names the status of the service after a step. */
  @FunctionalInterface
  private interface StatusAfter<T> {
    @Nullable String of(T outcome);
  }
}
