package org.mano4j.samples.daemon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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

  private record OfBus(MeterRegistry registry, String part) implements BusMetrics {

    private static final String BUS = "mano4j.bus.";

    @Override
    public void published() {
      count("published");
    }

    @Override
    public void publishFailed(BusException reason) {
      count("publish.failures", "reason", reason.getClass().getSimpleName());
    }

    @Override
    public void delivered(boolean redelivered) {
      count("deliveries", "redelivered", Boolean.toString(redelivered));
    }

    @Override
    public void acknowledged() {
      count("acknowledged");
    }

    @Override
    public void rejected() {
      count("rejected");
    }

    @Override
    public void requeued() {
      count("requeued");
    }

    @Override
    public void requestTimedOut() {
      count("requests.unanswered");
    }

    @Override
    public void stateChanged(BusState state) {
      count("states", "state", word(state));
    }

    private void count(String what, String... labels) {
      registry.counter(BUS + what, labels).increment();
    }
  }

  private record OfPlugin(MeterRegistry registry) implements PluginMetrics {

    @Override
    public void called(String function, Outcome outcome, Duration took) {
      registry
          .timer("mano4j.plugin.calls", "function", function, "outcome", word(outcome))
          .record(took);
    }

    @Override
    public void refused(Refusal reason) {
      registry.counter("mano4j.plugin.refusals", "reason", word(reason)).increment();
    }
  }

  private record OfVnfm(MeterRegistry registry) implements VnfmMetrics {

    @Override
    public void requested(Action.Known action) {
      registry.counter("mano4j.vnfm.requests", "action", word(action)).increment();
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
      registry.counter("mano4j.vnfm.expirations", "action", word(action)).increment();
    }

    @Override
    public void unreadable(long bytes) {
      registry.counter("mano4j.vnfm.unreadable").increment();
    }

    private void answer(Action.Known action, String outcome, Duration after) {
      registry
          .timer("mano4j.vnfm.answers", "action", word(action), "outcome", outcome)
          .record(after);
    }
  }

  private record OfMgmt(MeterRegistry registry) implements MgmtMetrics {

    @Override
    public void answered(Optional<MgmtCode> failure, Duration took) {
      String outcome = failure.map(MgmtCode::text).orElse("done").toLowerCase(Locale.ROOT);
      registry.timer("mano4j.mgmt.answers", "outcome", outcome).record(took);
    }
  }
}
