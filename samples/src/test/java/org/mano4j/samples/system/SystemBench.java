package org.mano4j.samples.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
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
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.mgmt.MgmtAddresses;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.pop.server.PopServerStats;
import org.mano4j.testkit.BrokerConnection;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.NfvoOptions;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.StatusNotReached;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * The whole system around a test class: an orchestrator on a virtual host of its own, which gives
 * each manager a private user with the permissions of a 6.0 NFVO, a VNFM and a VIM driver as
 * processes, and a Pop. What a failed test leaves is ended all the same, and the output of the
 * processes is printed then.
 */
final class SystemBench implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {

  /** A launch that takes longer hangs. */
  static final Duration BOUND = Duration.ofSeconds(40);

  /** How long a VNFM waits for anybody. */
  private static final Duration VNFM_TIMEOUT = Duration.ofSeconds(8);

  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final LaunchSteps steps = new LaunchSteps();
  private final List<DaemonProcess> processes = new CopyOnWriteArrayList<>();
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private Path folder = Path.of("");
  private RabbitMq.VirtualHost host;
  private BrokerManagement management;
  private OfflineNfvo nfvo;
  private BenchPop pop;
  private VimInstance vim;
  private MessageBus spy;
  private boolean told;
  private List<String> queuesBefore = List.of();
  private String nsd = "";

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("mano4j-system");
    RabbitMq broker = RabbitMq.require();
    management = new BrokerManagement(broker.management(), broker.administrator());
    host = later(broker.virtualHost());
    pop = later(BenchPop.start(steps));
    BusCredentials registration = new BusCredentials("registration-" + id, id);
    later(() -> management.deleteUser(registration.username()));
    nfvo =
        later(
            OfflineNfvo.builder()
                .bus(steps.watch(host.connector()))
                .user(host.credentials())
                .management(management, host.name())
                .registrationUser(registration)
                .options(
                    NfvoOptions.defaults()
                        .withDriverTimeout(BOUND)
                        .withReleaseTimeout(VNFM_TIMEOUT)
                        .withPresencePause(Duration.ofMillis(500)))
                .build());
    nfvo.start();
    queuesBefore = queues();
    start("vnfmd");
    start("plugind");
    processes.forEach(DaemonProcess::awaitReady);
    vim =
        nfvo.addVim(
            GenericVimInstanceBuilder.builder()
                .name("site-" + id)
                .type("pop")
                .authUrl("http://" + pop.address())
                .metadata(Map.of("username", BenchPop.USER, "password", pop.password()))
                .build());
    spy();
    nsd = nfvo.onboard("nsd.json", BenchService.descriptor(vnfmType(), vim.name()));
  }

  /** Waits until the VIM driver answers. */
  void awaitDriver() {
    VimDriverCaller driver =
        new VimDriverCaller(spy, "vim-drivers.pop." + id, Duration.ofSeconds(20));
    await().atMost(BOUND).ignoreExceptions().until(() -> driver.refresh(vim) != null);
  }

  /** A second queue for what is asked at the mgmt door. */
  private void spy() {
    spy = later(host.connector().open(host.credentials(), "spy"));
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
    assertThat(pop.stats()).isEqualTo(new PopServerStats(0, 0));
    return learned;
  }

  private String vnfmType() {
    return "mgmt-" + id;
  }

  /** Starts {@code vnfmd} or {@code plugind}; it may not be ready yet. */
  DaemonProcess start(String word) {
    return word.equals("vnfmd") ? vnfmd() : plugind();
  }

  private DaemonProcess vnfmd() {
    Map<String, String> environment = new HashMap<>(broker());
    environment.put("MANO4J_VNFM_TYPE", vnfmType());
    environment.put("MANO4J_VNFM_TIMEOUT", VNFM_TIMEOUT.toMillis() + " ms");
    environment.put("MANO4J_VNFM_ANSWER_LIMIT", VNFM_TIMEOUT.toMillis() + " ms");
    return start("vnfmd", environment);
  }

  private DaemonProcess plugind() {
    Map<String, String> environment = new HashMap<>(broker());
    environment.put("MANO4J_PLUGIN_NAME", id);
    return start("plugind", environment);
  }

  private Map<String, String> broker() {
    return Map.of(
        "MANO4J_AMQP_HOST",
        host.options().host(),
        "MANO4J_AMQP_PORT",
        "" + host.options().effectivePort(),
        "MANO4J_AMQP_VHOST",
        host.name(),
        "MANO4J_AMQP_USERNAME",
        "registration-" + id,
        "MANO4J_AMQP_PASSWORD",
        id);
  }

  private DaemonProcess start(String word, Map<String, String> environment) {
    DaemonProcess started =
        DaemonProcess.start(
            folder, word + "-" + (processes.size() + 1), environment, List.of(word));
    processes.add(started);
    return started;
  }

  /** Begins to launch the service; its id. */
  String launch() {
    return nfvo.launch(nsd);
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

  /** Names of the queues on the broker, but those for answers and of the test. */
  List<String> queues() {
    return management.queues(host.name()).stream()
        .filter(queue -> !queue.startsWith("amq.") && !queue.equals("spy-" + id))
        .sorted()
        .toList();
  }

  /** How many queues there are, whosever they are. */
  int queueCount() {
    return management.queues(host.name()).size();
  }

  /** Connections to the broker, by what their owners call them. */
  List<String> connections() {
    return management.connections(host.name()).stream()
        .map(BrokerConnection::clientName)
        .sorted()
        .toList();
  }

  /** Ends the processes as an operator does, and checks that the broker is as it was. */
  void end() {
    processes().forEach(process -> assertThat(process.terminate()).as(process::toString).isZero());
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(connections())
                    .as("connections beside those of the test")
                    .containsExactlyInAnyOrder("offline-nfvo", "spy"));
    assertThat(queues()).isEqualTo(queuesBefore);
    assertThat(management.call("GET", "users?columns=name", ""))
        .doesNotContain(vnfmType())
        .doesNotContain("vim-drivers.pop." + id);
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
    if (management != null) {
      management.deleteUser(vnfmType());
      management.deleteUser("vim-drivers.pop." + id);
    }
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
