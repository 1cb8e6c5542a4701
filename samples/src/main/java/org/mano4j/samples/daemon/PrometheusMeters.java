package org.mano4j.samples.daemon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.mano4j.catalogue.message.Action;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusMetrics;
import org.mano4j.messaging.BusState;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtMetrics;
import org.mano4j.plugin.PluginMetrics;
import org.mano4j.vnfm.VnfmMetrics;

/** Counts with Micrometer, for Prometheus. Labels come from fixed sets. */
final class PrometheusMeters implements Meters {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  PrometheusMeters() {
    List.<MeterBinder>of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
  }

  @Override
  public BusMetrics bus(String part) {
    return new OfBus(registry, part);
  }

  @Override
  public PluginMetrics plugin() {
    return new OfPlugin(registry);
  }

  @Override
  public VnfmMetrics vnfm() {
    return new OfVnfm(registry);
  }

  @Override
  public MgmtMetrics mgmt() {
    return new OfMgmt(registry);
  }

  @Override
  public void gauge(String name, String description, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble).description(description).register(registry);
  }

  @Override
  public String text() {
    return registry.scrape();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void time(
      MeterRegistry registry, String name, String description, Duration took, String... labels) {
    Timer.builder(name).description(description).tags(labels).register(registry).record(took);
  }

  private static void count(
      MeterRegistry registry, String name, String description, String... labels) {
    Counter.builder(name).description(description).tags(labels).register(registry).increment();
  }

  private record OfBus(MeterRegistry registry, String part) implements BusMetrics {

    @Override
    public void published() {
      add("published", "Messages that the broker has confirmed");
    }

    @Override
    public void publishFailed(BusException reason) {
      add(
          "publish.failures",
          "Messages that were not sent or not taken",
          "reason",
          reason.getClass().getSimpleName());
    }

    @Override
    public void delivered(boolean redelivered) {
      add(
          "deliveries",
          "Messages that came from a queue",
          "redelivered",
          Boolean.toString(redelivered));
    }

    @Override
    public void acknowledged() {
      add("acknowledged", "Deliveries that were finished");
    }

    @Override
    public void rejected() {
      add("rejected", "Deliveries that were rejected for good");
    }

    @Override
    public void requeued() {
      add("requeued", "Deliveries that went back to their queue unfinished");
    }

    @Override
    public void requestTimedOut() {
      add("requests.unanswered", "Requests that were not answered in time");
    }

    @Override
    public void stateChanged(BusState state) {
      add("states", "Changes of connections to this state", "state", word(state));
    }

    private void add(String what, String description, String... labels) {
      String[] all = new String[labels.length + 2];
      all[0] = "part";
      all[1] = part;
      System.arraycopy(labels, 0, all, 2, labels.length);
      count(registry, "mano4j.bus." + what, description, all);
    }
  }

  private record OfPlugin(MeterRegistry registry) implements PluginMetrics {

    @Override
    public void called(String function, Outcome outcome, Duration took) {
      time(
          registry,
          "mano4j.plugin.calls",
          "Calls of the VIM driver",
          took,
          "function",
          function,
          "outcome",
          word(outcome));
    }

    @Override
    public void refused(Refusal reason) {
      String description = "Messages that were no call of the VIM driver";
      count(registry, "mano4j.plugin.refusals", description, "reason", word(reason));
    }
  }

  private record OfVnfm(MeterRegistry registry) implements VnfmMetrics {

    @Override
    public void requested(Action.Known action) {
      String description = "Requests of the NFVO";
      count(registry, "mano4j.vnfm.requests", description, "action", word(action));
    }

    @Override
    public void answered(Action.Known action, Duration after) {
      answer(action, "done", after);
    }

    @Override
    public void failed(Action.Known action, Duration after) {
      answer(action, "failed", after);
    }

    @Override
    public void expired(Action.Known action) {
      String description = "Requests that took too long";
      count(registry, "mano4j.vnfm.expirations", description, "action", word(action));
    }

    @Override
    public void unreadable(long bytes) {
      count(registry, "mano4j.vnfm.unreadable", "Messages that were no request");
    }

    private void answer(Action.Known action, String outcome, Duration after) {
      time(
          registry,
          "mano4j.vnfm.answers",
          "Answers to the NFVO",
          after,
          "action",
          word(action),
          "outcome",
          outcome);
    }
  }

  private record OfMgmt(MeterRegistry registry) implements MgmtMetrics {

    @Override
    public void answered(Optional<MgmtCode> failure, Duration took) {
      String outcome = failure.map(MgmtCode::text).orElse("done").toLowerCase(Locale.ROOT);
      String description = "Answers of the VIM driver to VNF managers";
      time(registry, "mano4j.mgmt.answers", description, took, "outcome", outcome);
    }
  }
}
