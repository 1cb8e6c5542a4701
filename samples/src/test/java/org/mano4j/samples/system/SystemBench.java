package org.mano4j.samples.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.mgmt.MgmtAddresses;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.pop.PopCredentials;
import org.mano4j.testkit.NfvoOptions;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.OperationRefused;
import org.mano4j.testkit.StatusNotReached;

/**
 * The whole system around a test class: an orchestrator on a virtual host of its own, which gives
 * each manager a private user with the permissions of a 6.0 NFVO, a VNFM and a VIM driver as
 * processes, and a Pop. What a failed test leaves is ended all the same, and the output of the
 * processes is printed then.
 */
final class SystemBench implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {

  /** A launch that takes longer hangs. */
  static final Duration BOUND = Duration.ofSeconds(40);

  /** How long a VNFM waits for the orchestrator, and that one for a VNFM that releases. */
  private static final Duration VNFM_TIMEOUT = Duration.ofSeconds(20);

  /** How long a VNFM waits for a VIM driver; one that lives may be slow on a busy machine. */
  private static final Duration MGMT_TIMEOUT = Duration.ofSeconds(10);

  /** What the names of queues begin with that belong to one VIM driver alone. */
  private static final String TALK = "mano4j-vims-";

  private final boolean popProcess;
  private final Duration driverTimeout;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String vnfm = "mgmt-" + id;
  private final String plugin = "vim-drivers.pop." + id;
  private final LaunchSteps steps = new LaunchSteps();
  private final List<DaemonProcess> processes = new CopyOnWriteArrayList<>();
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private Path folder = Path.of("");
  private BenchBroker broker;
  private OfflineNfvo nfvo;
  private BenchPop pop;
  private VimInstance vim;
  private MessageBus spy;
  private boolean told;
  private List<String> queuesBefore = List.of();
  private String nsd = "";

  private SystemBench(boolean popProcess, Duration driverTimeout) {
    this.popProcess = popProcess;
    this.driverTimeout = driverTimeout;
  }

  /** With a Pop in this JVM, whose steps are seen. */
  static SystemBench withPopInside() {
    return new SystemBench(false, BOUND);
  }

  /**
   * With a Pop that is a process, too.
   *
   * @param driverTimeout how long the orchestrator waits for a driver
   */
  static SystemBench withPopServer(Duration driverTimeout) {
    return new SystemBench(true, driverTimeout);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("mano4j-system");
    broker = later(BenchBroker.start(id, vnfm, plugin));
    nfvo =
        later(
            broker
                .managed(OfflineNfvo.builder())
                .bus(steps.watch(broker.connector()))
                .options(
                    NfvoOptions.defaults()
                        .withDriverTimeout(driverTimeout)
                        .withReleaseTimeout(VNFM_TIMEOUT)
                        .withPresencePause(Duration.ofMillis(500)))
                .build());
    nfvo.start();
    queuesBefore = queues();
    start("vnfmd");
    start("plugind");
    pop = later(popProcess ? popServer() : BenchPop.inside(steps));
    processes.forEach(DaemonProcess::awaitReady);
    vim =
        nfvo.addVim(
            GenericVimInstanceBuilder.builder()
                .name("site-" + id)
                .type("pop")
                .authUrl("http://" + pop.address())
                .metadata(
                    Map.of(
                        "username",
                        pop.credentials().username(),
                        "password",
                        pop.credentials().password()))
                .build());
    spy();
    nsd = nfvo.onboard("nsd.json", BenchService.descriptor(vnfm, vim.name()));
  }

  private BenchPop popServer() {
    PopCredentials user = BenchPop.user();
    return BenchPop.of(
        start(
            "pop-server",
            Map.of("POP_AUTH", user.username() + ":" + user.password()),
            "--port",
            "0",
            "--verbose"),
        user);
  }

  /** Waits until the VIM driver answers. */
  void awaitDriver() {
    VimDriverCaller driver = new VimDriverCaller(spy, plugin, Duration.ofSeconds(20));
    await().atMost(BOUND).ignoreExceptions().until(() -> driver.refresh(vim) != null);
  }

  /** A second queue for what is asked at the mgmt door. */
  private void spy() {
    spy = later(broker.connector().open(broker.administrator(), "spy"));
    spy.consume(
        new QueueSpec(
            "spy-" + id,
            false,
            true,
            false,
            Map.of(),
            List.of(new Address(NfvoAddresses.EXCHANGE, MgmtAddresses.key(vim.id())))),
        1,
        delivery -> {
          steps.asked(delivery.message());
          return CompletableFuture.completedFuture(Optional.empty());
        });
  }

  private <T extends AutoCloseable> T later(T closeable) {
    toClose.push(closeable);
    return closeable;
  }

  OfflineNfvo nfvo() {
    return nfvo;
  }

  BenchPop pop() {
    return pop;
  }

  LaunchSteps steps() {
    return steps;
  }

  /** The processes that run. */
  List<DaemonProcess> processes() {
    return processes.stream().filter(DaemonProcess::isAlive).toList();
  }

  private long running(String word) {
    return processes().stream().filter(process -> process.name().startsWith(word)).count();
  }

  /** The process of a word that runs and was started last. */
  DaemonProcess process(String word) {
    return processes.stream()
        .filter(process -> process.isAlive() && process.name().startsWith(word))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  /** The steps of a launch in which nothing goes wrong. */
  List<String> learnSteps() throws Exception {
    steps.forget();
    String nsr = launch();
    assertThat(end(nsr)).as(() -> nfvo.trace().toString()).isEqualTo(Status.ACTIVE);
    List<String> learned = steps.seen();
    terminate(nsr);
    await().atMost(BOUND).untilAsserted(() -> assertThat(pop.containers()).isEmpty());
    return learned;
  }

  /** Starts {@code vnfmd} or {@code plugind}; it may not be ready yet. */
  DaemonProcess start(String word) {
    Map<String, String> environment = new HashMap<>(broker.environment());
    environment.put("MANO4J_MONITOR_LISTEN", "127.0.0.1:0");
    environment.put("MANO4J_MONITOR_SOCKET", folder.resolve(processes.size() + ".sock").toString());
    if (word.equals("vnfmd")) {
      environment.put("MANO4J_VNFM_TYPE", vnfm);
      environment.put("MANO4J_VNFM_TIMEOUT", VNFM_TIMEOUT.toMillis() + " ms");
      environment.put("MANO4J_MGMT_TIMEOUT", MGMT_TIMEOUT.toMillis() + " ms");
    } else {
      environment.put("MANO4J_PLUGIN_NAME", id);
    }
    return start(word, environment);
  }

  private DaemonProcess start(String word, Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of(word));
    all.addAll(List.of(arguments));
    DaemonProcess started =
        DaemonProcess.start(folder, word + "-" + (processes.size() + 1), environment, all);
    processes.add(started);
    return started;
  }

  /**
   * Begins to launch the service; its id. An orchestrator refuses that while it takes the VNFM for
   * inactive: it has looked at the broker's queues after the registration, and before the queue was
   * there.
   */
  String launch() {
    return await()
        .atMost(BOUND)
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(OperationRefused.class)
        .until(() -> nfvo.launch(nsd), nsr -> true);
  }

  /** Waits for the end of a launch: ACTIVE, or ERROR. */
  Status end(String nsr) {
    try {
      return nfvo.awaitStatus(nsr, Status.ACTIVE, BOUND).status();
    } catch (StatusNotReached e) {
      if (!nfvo.status(nsr).equals(Status.ERROR)) {
        throw e;
      }
      return nfvo.awaitStatus(nsr, Status.ERROR, BOUND).status();
    }
  }

  void terminate(String nsr) throws Exception {
    nfvo.terminate(nsr).get(BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  /** Names of the queues on the broker, but those of one process each, and of the test. */
  List<String> queues() {
    return broker.queues().stream()
        .filter(queue -> !queue.startsWith("amq.") && !queue.startsWith(TALK))
        .filter(queue -> !queue.equals("spy-" + id))
        .toList();
  }

  /** How many consumers the broker knows of the queue that requests for a word go to. */
  long consumers(String word) {
    return spy.inspect(word.equals("vnfmd") ? vnfm : plugin).orElseThrow().consumers();
  }

  /** How many queues there are on which drivers hear from each other, one for each process. */
  private long talks() {
    return broker.queues().stream().filter(queue -> queue.startsWith(TALK)).count();
  }

  BenchBroker broker() {
    return broker;
  }

  /**
   * The connections to the broker, once it lists one for each process, and none that somebody has
   * registered over; that takes some seconds.
   */
  List<String> settledConnections() {
    long expected = 2 + running("vnfmd") + running("plugind");
    return await()
        .atMost(BOUND)
        .until(
            broker::connections,
            all ->
                all.size() == expected
                    && all.stream().noneMatch(name -> name.startsWith("register-")));
  }

  /** Waits until nothing is left of any service: no container, no address, and no other queues. */
  void awaitNothingLeft(List<String> queues) {
    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              assertThat(pop.containers()).isEmpty();
              assertThat(pop.addresses()).as("addresses in use").isZero();
              assertThat(queues()).isEqualTo(queues);
              assertThat(talks()).isEqualTo(running("plugind"));
            });
  }

  /** Ends VNFMs and VIM drivers as an operator does, and checks that the broker is as it was. */
  void end() {
    processes().stream()
        .filter(process -> !process.name().startsWith("pop"))
        .forEach(process -> assertThat(process.terminate()).as(process::toString).isZero());
    // The last that a process says is that it goes, and nobody answers that.
    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              assertThat(broker.connections())
                  .as("connections beside those of the test")
                  .containsExactlyInAnyOrder("offline-nfvo", "spy");
              assertThat(queues()).isEqualTo(queuesBefore);
              assertThat(broker.users()).isEmpty();
            });
  }

  /** Waits until the broker has noticed that the VIM driver is gone: its queue goes with it. */
  void awaitDriverGone() {
    await().atMost(BOUND).until(() -> spy.inspect(plugin).isEmpty());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent() && !told) {
      told = true; // the first failure is the one to look at
      tell();
    }
  }

  private void tell() {
    processes.forEach(System.out::println);
    System.out.println(nfvo == null ? "no orchestrator" : nfvo.trace());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (nsd.isEmpty()) {
      tell();
    }
    processes.forEach(DaemonProcess::close);
    for (AutoCloseable each : toClose) {
      each.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(SystemBench::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
