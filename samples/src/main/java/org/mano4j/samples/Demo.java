package org.mano4j.samples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.descriptors.ValidationReport;
import org.mano4j.pop.Container;
import org.mano4j.pop.nfv.PopMapping;
import org.mano4j.samples.report.Topology;
import org.mano4j.samples.site.DemoSite;
import org.mano4j.samples.site.SiteException;
import org.mano4j.samples.site.SiteLeftovers;
import org.mano4j.samples.site.SiteOptions;
import org.mano4j.samples.site.SitePlan;
import org.mano4j.testkit.Failure;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a network service from its descriptor to running containers and back. Used once. */
final class Demo {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String file;
  private final byte[] json;
  private final SiteOptions options;
  private final int wanted;
  private final DemoInterruption interruption;
  private final Observer observer;
  private final List<DemoResult.Step> steps = new ArrayList<>();
  private List<DemoResult.ServerRow> servers = List.of();
  private @Nullable List<DemoResult.CallRow> calls;
  private String current = "onboard";
  private @Nullable String nsrId;
  private @Nullable Trace trace;
  private volatile @Nullable DemoSite used;
  private final DemoWatch watch = new DemoWatch();

  /**
   * A run.
   *
   * @param file what findings call the descriptor
   * @param options what it runs on
   * @param wanted so many instances the first VDU with room for more is scaled out to
   * @param interruption ends the run of the thread that calls {@link #run}
   * @param observer told what happens, as it happens
   */
  Demo(
      String file,
      byte[] json,
      SiteOptions options,
      int wanted,
      DemoInterruption interruption,
      Observer observer) {
    this.file = file;
    this.json = json;
    this.options = options;
    this.wanted = wanted;
    this.interruption = interruption;
    this.observer = observer;
  }

  /** Runs all steps. Whatever fails is in the result; what was launched is released. */
  DemoResult run() {
    DemoResult result = life();
    return result.withTimeline(watch.timeline());
  }

  private DemoResult life() {
    ValidationReport<NetworkServiceDescriptor> report = DescriptorValidator.validateNsd(file, json);
    String service = report.descriptor().map(nsd -> nsd.name()).orElse(null);
    if (report.hasErrors() || report.descriptor().isEmpty()) {
      return DemoResult.refused(service, current, file, report.findings());
    }
    DemoSite site = new DemoSite(SitePlan.of(report.descriptor().get()), options, observer::note);
    used = site;
    try {
      return closed(site, run(site, service).withCalls(calls));
    } finally {
      site.close(); // nothing to do any more, unless something has failed that never should
    }
  }

  private DemoResult run(DemoSite site, @Nullable String service) {
    String error;
    try {
      current = "start";
      site.start();
      observer.begin(String.valueOf(service));
      watch.begin(site);
      life(site);
      interruption.release();
      return outcome(service, leftovers(site));
    } catch (Exception e) {
      interruption.release();
      error = reason(site, e);
      lookAgain(site);
    } finally {
      watch.end(site);
      trace = site.isStarted() ? site.nfvo().trace() : null;
    }
    if (interruption.signal() == null) {
      site.lastLines(error).forEach(observer::note);
    }
    release(site);
    return DemoResult.failed(service, steps, servers, leftovers(site), current, error);
  }

  /** Leaves what was made, but for processes and files; the process is to end then. Thread-safe. */
  void abandon() {
    DemoSite site = used;
    if (site != null) {
      site.abandon();
    }
  }

  /** What has failed first is told; then it does not matter what else does. */
  private DemoResult closed(DemoSite site, DemoResult result) {
    try {
      site.close();
      return result;
    } catch (RuntimeException e) {
      if (!result.ok()) {
        observer.note("error: not everything can be removed: " + text(e));
        return result;
      }
      return DemoResult.failed(
              result.service(), steps, servers, result.leftovers(), "clean-up", text(e))
          .withCalls(calls);
    }
  }

  /** Every message that was sent, as a table; empty before the run. */
  String trace() {
    return trace == null ? "" : trace.toString();
  }

  /** What was connected with what after the last scale-out. */
  Topology topology() {
    return watch.topology();
  }

  /** What has led to a failure may show in the servers. */
  private void lookAgain(DemoSite site) {
    try {
      see(site);
    } catch (RuntimeException e) {
      LOG.debug("what a failed run has left cannot be seen", e);
    }
  }

  private void see(DemoSite site) {
    servers = servers(site);
    watch.see(site, nsrId, servers);
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
      look(site, id);
    } else {
      scale(site, id, scalable);
    }
    step("terminate", () -> done(nfvo.terminate(id)), gone -> nfvo.status(id).text());
  }

  private void scale(DemoSite site, String id, VirtualDeploymentUnit vdu) throws Exception {
    OfflineNfvo nfvo = site.nfvo();
    int instances = vdu.vnfcInstance().size();
    int more = Math.min(wanted - instances, room(vdu));
    for (int i = 0; i < more; i++) {
      step("scale-out", () -> done(nfvo.scaleOut(id, vdu.id())), added -> nfvo.status(id).text());
    }
    look(site, id);
    if (instances + more > 1) {
      step("scale-in", () -> done(nfvo.scaleIn(id, vdu.id())), gone -> nfvo.status(id).text());
    }
  }

  /** The servers as they are, and what they do. */
  private void look(DemoSite site, String id) {
    if (options.docker()) {
      current = "calls";
      calls = new DemoCalls(site.pop()).await(site.nfvo().nsr(id).orElseThrow());
    }
    see(site);
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
    watch.step(name);
    long begin = System.nanoTime();
    T outcome = work.call();
    watch.stepDone();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    DemoResult.Step step = new DemoResult.Step(name, millis, status.of(outcome));
    steps.add(step);
    observer.step(step);
    return outcome;
  }

  private static <T> T done(Future<T> future) throws Exception {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new SiteException(
          "not done within " + PATIENCE.toSeconds() + " s; does the VNF manager still run?", e);
    }
  }

  private DemoResult.Leftovers leftovers(DemoSite site) {
    try {
      SiteLeftovers left = site.leftovers();
      return new DemoResult.Leftovers(left.containers(), left.addresses());
    } catch (RuntimeException e) {
      observer.note("error: what is left cannot be told: " + text(e));
      return DemoResult.Leftovers.NONE;
    }
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
    String signal = interruption.signal();
    if (signal != null) {
      return "told to end (signal " + signal + ")";
    }
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
