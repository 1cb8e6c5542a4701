package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Pauses;
import org.mano4j.messaging.QueueStatus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.NfvoOptions;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.StatusNotReached;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.testkit.broker.TcpProxy;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmRuntime;

/**
 * An orchestrator, a VNFM and a VIM driver on a virtual host of their own, each behind a network of
 * its own. Limits are short, but that of the orchestrator for answers of the VNFM: a real one has
 * none, so that a launch must end without it.
 */
final class LaunchSite implements AutoCloseable {

  /** A launch that takes longer hangs. */
  static final Duration BOUND = Duration.ofSeconds(60);

  private static final String VNFM = "vnfm-live";
  private static final Duration LONG_RELEASE = Duration.ofSeconds(3);

  private static final String PLUGIN = "vim-drivers.live.openbaton";

  /** What everybody who listens has an answer to. */
  private static final Map<String, String> QUESTIONS =
      Map.of(
          VNFM,
          "{\"action\":\"LOG_REQUEST\"}",
          PLUGIN,
          "{\"methodName\":\"listServer\",\"parameters\":[{\"type\":\"live\"}]}",
          NfvoAddresses.MANAGER_HANDLING,
          "{\"action\":\"register\",\"type\":\"who-asks\"}");

  /** Who talks over the broker. */
  enum Party {
    NFVO,
    VNFM,
    DRIVER
  }

  final LaunchSteps steps = new LaunchSteps();
  final CountingDriver driver = new CountingDriver();
  final CountingVnfm vnfm = new CountingVnfm();
  final Map<Party, TcpProxy> networks = new EnumMap<>(Party.class);
  final OfflineNfvo nfvo;
  private final RabbitMq.VirtualHost host;
  private final CountDownLatch mended = new CountDownLatch(1);
  private final String nsd;
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  LaunchSite(RabbitMq broker) {
    host = later(broker.virtualHost());
    for (Party party : Party.values()) {
      networks.put(
          party, later(TcpProxy.to(host.options().host(), host.options().effectivePort())));
    }
    nfvo =
        later(
            OfflineNfvo.builder()
                .bus(connector(Party.NFVO))
                .user(host.credentials())
                .brokerUsers(BrokerUsers.fixed(host.credentials()))
                .options(
                    NfvoOptions.defaults()
                        .withDriverTimeout(Duration.ofSeconds(2))
                        .withReleaseTimeout(LONG_RELEASE))
                .build());
    nfvo.start();
    VnfmRuntime runtime =
        later(
            VnfmRuntime.builder(vnfm)
                .type(VNFM)
                .channel(
                    BusChannel.builder(connector(Party.VNFM))
                        .registrationUser(host.credentials())
                        .build())
                .rpcTimeout(Duration.ofSeconds(5))
                .answerLimit(Duration.ofSeconds(10))
                .build());
    runtime.start();
    VimDriverPlugin plugin =
        later(
            VimDriverPlugin.builder(driver)
                .type("live")
                .connector(connector(Party.DRIVER))
                .registrationUser(host.credentials())
                .build());
    plugin.start();
    nfvo.addVim(
        GenericVimInstanceBuilder.builder().name("site").type("live").authUrl("http://x").build());
    nsd = nfvo.onboard("nsd.json", NSD.getBytes(StandardCharsets.UTF_8));
  }

  private <T extends AutoCloseable> T later(T closeable) {
    toClose.push(closeable);
    return closeable;
  }

  private BusConnector connector(Party party) {
    return steps.watch(
        party.name(),
        new AmqpBusConnector(
            host.options()
                .withHost("localhost")
                .withPort(networks.get(party).port())
                .withHeartbeat(Duration.ofSeconds(1))
                .withConnectTimeout(Duration.ofSeconds(1))
                .withConfirmTimeout(Duration.ofSeconds(3))
                .withPauses(new Pauses(Duration.ofMillis(20), Duration.ofMillis(200)))));
  }

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

  /** Identifiers of the servers that are in the records of a service. */
  List<String> recorded(String nsr) {
    return nfvo.nsr(nsr).stream()
        .flatMap(service -> service.vnfr().stream())
        .flatMap(vnfr -> vnfr.vnfcInstances().stream())
        .map(VNFCInstance::vcId)
        .toList();
  }

  /** The fault is over. */
  void mended() {
    mended.countDown();
  }

  /** Waits until the fault is over and everybody has noticed. */
  void awaitMended() throws InterruptedException {
    assertThat(mended.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    try (MessageBus bus = host.connector().open(host.credentials(), "look")) {
      await()
          .atMost(BOUND)
          .until(
              () ->
                  steps.buses().stream()
                      .map(MessageBus::state)
                      .allMatch(state -> state == BusState.OPEN || state == BusState.CLOSED));
      QUESTIONS.forEach(
          (queue, question) -> await().atMost(BOUND).until(() -> answers(bus, queue, question)));
    }
  }

  /** Only a consumer that is connected, and not one whose loss the broker has not noticed yet. */
  private static boolean answers(MessageBus bus, String queue, String question) {
    if (bus.inspect(queue).map(QueueStatus::consumers).orElse(0) != 1) {
      return false;
    }
    try {
      bus.request(NfvoAddresses.of(queue), Message.text(question), Duration.ofSeconds(1))
          .toCompletableFuture()
          .join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    for (AutoCloseable each : toClose) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(each + " does not close", e);
      }
    }
  }

  private static final String NSD =
      """
      {"name":"service","vendor":"Acme","version":"1","vld":[{"name":"private"}],
       "vnfd":[%s,%s],
       "vnf_dependency":[{"source":"srv","target":"cli","parameters":["port","private"]}]}
      """
          .formatted(vnfd("srv"), vnfd("cli"));

  private static String vnfd(String name) {
    return """
        {"name":"%1$s","vendor":"Acme","version":"1","type":"%1$s-type","endpoint":"%2$s",
         "configurations":{"name":"%1$s-conf","configurationParameters":
           [{"confKey":"port","value":"80"}]},
         "deployment_flavour":[{"flavour_key":"m1.small"}],
         "virtual_link":[{"name":"private"}],
         "vdu":[{"name":"%1$s-vdu","vm_image":["image-1"],"scale_in_out":1,
                 "vnfc":[{"connection_point":[{"virtual_link_reference":"private"}]}]}]}"""
        .formatted(name, VNFM);
  }
}
