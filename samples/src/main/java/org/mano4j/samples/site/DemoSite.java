package org.mano4j.samples.site;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopSessions;
import org.mano4j.samples.timeline.TimelineTaps;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.OfflineNfvoBuilder;

/**
 * Everything that a network service needs around it: an orchestrator, a message bus, a Pop behind
 * all VIM instances, its VIM driver, and a VNF manager of each type. The orchestrator is in this
 * JVM; the others are where {@link SiteOptions} say. What it makes, it removes. Used once, by one
 * thread.
 */
public final class DemoSite implements AutoCloseable {

  private final SitePlan plan;
  private final SiteBus bus;
  private final SitePop pop;
  private final SitePart managers;
  private final SiteFolder folder = new SiteFolder();
  private final SiteProcesses processes = new SiteProcesses(folder);
  private final PopSessions sessions = PopSessions.create();
  private final Closing closing = new Closing();
  private @Nullable OfflineNfvo nfvo;
  private @Nullable PopClient client;

  /**
   * A site; nothing is started.
   *
   * @param progress told in a sentence what takes its time
   */
  public DemoSite(SitePlan plan, SiteOptions options, Consumer<String> progress) {
    this.plan = plan;
    closing.later(folder);
    closing.later(sessions);
    this.bus = bus(options);
    this.pop = pop(options, progress);
    this.managers =
        options.processes()
            ? new ProcessManagers(plan, bus, pop, folder, processes)
            : new JvmManagers(plan, bus, pop, sessions);
  }

  private static SiteBus bus(SiteOptions options) {
    AmqpUri broker = options.broker();
    if (broker != null) {
      return new BrokerBus(broker, true);
    }
    return options.embeddedBroker() ? new EmbeddedBus() : new JvmBus();
  }

  private SitePop pop(SiteOptions options, Consumer<String> progress) {
    if (options.docker()) {
      return new DockerPop(plan, options.processes() ? processes : null, folder, progress);
    }
    return options.processes() ? MemoryPop.inProcess(plan, processes) : MemoryPop.inJvm(plan);
  }

  /**
   * Starts everything; when it returns, services can be launched.
   *
   * @throws RuntimeException with a sentence that says why a part of it does not start; close it
   *     then, too
   */
  public void start() {
    closing.later(bus::close);
    bus.start();
    closing.later(pop::close);
    pop.begin();
    OfflineNfvoBuilder described = OfflineNfvo.builder();
    bus.join(described);
    OfflineNfvo orchestrator = described.build();
    nfvo = orchestrator;
    closing.later(() -> close(orchestrator));
    orchestrator.start();
    closing.later(managers::close);
    managers.begin();
    pop.start();
    PopClient user = sessions.client(pop.endpoint(), pop.credentials());
    client = user;
    pop.offer(plan, user);
    managers.start();
    plan.vims().forEach(vim -> orchestrator.addVim(vim(vim)));
  }

  /** Managers have just deregistered; their messages are on the way. */
  private static void close(OfflineNfvo nfvo) {
    nfvo.drain(Duration.ofSeconds(1));
    nfvo.close();
  }

  /** Without user and password: the driver knows them, as one of an operator does. */
  private VimInstance vim(String name) {
    return GenericVimInstanceBuilder.builder()
        .name(name)
        .type(SitePlan.VIM_TYPE)
        .authUrl("http://" + pop.endpoint())
        .build();
  }

  /** Whether there is an orchestrator, perhaps with nothing around it. */
  public boolean isStarted() {
    return nfvo != null;
  }

  /**
   * The end of what each process has logged, a text for each that has logged something.
   *
   * @param told what people have heard already, which is not repeated
   */
  public List<String> lastLines(String told) {
    return processes.lastLines(told);
  }

  /** The orchestrator, from the start on. */
  public OfflineNfvo nfvo() {
    return Objects.requireNonNull(nfvo, "the site was not started");
  }

  /** A user of the Pop, from the start on. */
  public PopClient pop() {
    return Objects.requireNonNull(client, "the site was not started");
  }

  /**
   * Watches all parts that tell anything; from the start on.
   *
   * @throws RuntimeException with a sentence that says what cannot be watched
   */
  public void watch(TimelineTaps taps) {
    taps.pop(pop());
    pop.watch(taps);
    taps.mgmt(
        bus.connector().open(bus.operator(), "demo-timeline"),
        nfvo().vims().stream().map(vim -> String.valueOf(vim.id())).toList());
  }

  /** The containers of the Pop. */
  public List<Container> containers() {
    return pop().containers(Filter.all());
  }

  /** What the Pop holds; nothing before it has started. */
  public SiteLeftovers leftovers() {
    PopClient user = client;
    return user == null ? new SiteLeftovers(0, 0) : pop.leftovers(user);
  }

  /**
   * Kills the processes and removes the files, which hold passwords; the process is to end at once
   * then. Thread-safe.
   */
  public void abandon() {
    killProcesses();
    try {
      folder.close();
    } finally {
      killProcesses(); // one that was about to begin; without the folder none does any more
    }
  }

  private static void killProcesses() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Ends everything, also when a part of it cannot be ended. Idempotent.
   *
   * @throws RuntimeException the first that was thrown, with the others suppressed
   */
  @Override
  public void close() {
    closing.close();
  }
}
