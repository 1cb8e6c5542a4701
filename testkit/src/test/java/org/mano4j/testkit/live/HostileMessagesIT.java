package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusMetrics;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.PluginMetrics;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmMetrics;
import org.mano4j.vnfm.VnfmRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of messages that make no sense, and the one behind them, on a RabbitMQ. How long good
 * requests take before and after is in {@code target/test.log}.
 */
class HostileMessagesIT {

  private static final Logger log = LoggerFactory.getLogger(HostileMessagesIT.class);

  private static final int MESSAGES = 10_000;
  private static final int AT_A_TIME = 200;
  private static final int MEASURED = 200;

  /** In every hostile message, and so nowhere else. */
  private static final String CONTENT = "s3cret-c0ntent";

  private static final List<String> TO_ANYBODY =
      List.of(
          CONTENT,
          "",
          "null",
          "\u0000\ufffd" + CONTENT,
          "\"" + CONTENT + "\"",
          "[\"" + CONTENT + "\"]",
          "{\"" + CONTENT + "\":1}",
          "{\"" + CONTENT,
          "[".repeat(5_000) + CONTENT);

  private static final List<String> TO_VNFM =
      and(
          "{\"action\":\"" + CONTENT + "\"}",
          "{\"action\":{\"" + CONTENT + "\":7}}",
          "{\"action\":\"START\",\"virtualNetworkFunctionRecord\":\"" + CONTENT + "\"}",
          "{\"action\":\"START\",\"virtualNetworkFunctionRecord\":{\"vdu\":\"" + CONTENT + "\"}}");

  private static final List<String> TO_DRIVER =
      and(
          "{\"methodName\":\"" + CONTENT + "\",\"parameters\":[]}",
          "{\"methodName\":[\"" + CONTENT + "\"]}",
          "{\"methodName\":\"refresh\",\"parameters\":[\"" + CONTENT + "\"]}",
          "{\"methodName\":\"refresh\",\"parameters\":[1,2,3,4,5,6,7,\"" + CONTENT + "\"]}",
          "{\"methodName\":\"refresh\",\"parameters\":\"" + CONTENT + "\"}");

  private static final List<String> TO_DOOR =
      and(
          "{\"Func\":\"" + CONTENT + "\",\"Params\":\"x\"}",
          "{\"Func\":[\"" + CONTENT + "\"]}",
          "{\"Func\":\"check\",\"Params\":{\"" + CONTENT + "\":1}}",
          "{\"Func\":\"add_metadata\",\"Params\":\"" + CONTENT + "\"}");

  private final LiveNfvo nfvo = new LiveNfvo();
  private final AtomicInteger rejected = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AmqpBusConnector counted =
      new AmqpBusConnector(
          nfvo.host
              .options()
              .withMetrics(
                  new BusMetrics() {
                    @Override
                    public void rejected() {
                      rejected.incrementAndGet();
                    }

                    @Override
                    public void acknowledged() {
                      acknowledged.incrementAndGet();
                    }
                  }));

  private static List<String> and(String... more) {
    List<String> all = new ArrayList<>(TO_ANYBODY);
    all.addAll(List.of(more));
    return all;
  }

  @AfterEach
  void close() {
    nfvo.close();
  }

  /** Sends them and gives the answers. */
  private List<JsonNode> ask(String key, List<String> kinds, int count) {
    List<JsonNode> answers = new ArrayList<>();
    for (int sent = 0; sent < count; sent += AT_A_TIME) {
      List<CompletableFuture<Message>> some = new ArrayList<>();
      for (int i = sent; i < Math.min(count, sent + AT_A_TIME); i++) {
        some.add(nfvo.request(key, bytes(kinds.get(i % kinds.size()))));
      }
      some.forEach(answer -> answers.add(CatalogueJson.read(answer.join().body(), JsonNode.class)));
    }
    return answers;
  }

  /** Sends them without asking for an answer. */
  private void tell(String key, List<String> kinds, int count) {
    for (int sent = 0; sent < count; sent += AT_A_TIME) {
      List<CompletableFuture<Void>> some = new ArrayList<>();
      for (int i = sent; i < Math.min(count, sent + AT_A_TIME); i++) {
        Message message = Message.text(bytes(kinds.get(i % kinds.size())));
        some.add(nfvo.bus.publish(NfvoAddresses.of(key), message).toCompletableFuture());
      }
      some.forEach(CompletableFuture::join);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The median time of a good request. */
  private static Duration time(Runnable request) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      long begun = System.nanoTime();
      request.run();
      times.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return times.stream().sorted().toList().get(MEASURED / 2);
  }

  private static void notSlower(Duration before, Duration after) {
    double ratio = (double) after.toNanos() / before.toNanos();
    log.info("a good request: {} before, {} after, ratio {}", before, after, ratio);
    assertThat(ratio).as("%s before, %s after", before, after).isLessThan(2);
  }

  private static void notLogged() throws IOException {
    try (Stream<String> file =
        Files.lines(Path.of("target", "test.log"), StandardCharsets.ISO_8859_1)) {
      List<String> lines = file.filter(line -> line.contains("SHA-256")).toList();
      assertThat(lines).hasSizeGreaterThanOrEqualTo(MESSAGES / 2);
      assertThat(lines.stream().filter(line -> line.contains(CONTENT)).limit(3)).isEmpty();
    }
  }

  @Test
  @Tag("measures")
  void aVnfmAnswersOrRejectsEachOfThemAndIsNotSlowedDown() throws Exception {
    AtomicInteger unreadable = new AtomicInteger();
    VnfmMetrics metrics =
        new VnfmMetrics() {
          @Override
          public void unreadable(long bytes) {
            unreadable.incrementAndGet();
          }
        };
    try (VnfmRuntime vnfm = nfvo.vnfm(new VnfmHandler() {}, counted).metrics(metrics).build()) {
      vnfm.start();
      Runnable start = () -> nfvo.request(LiveNfvo.start("a")).join().orElseThrow();
      time(start);
      Duration before = time(start);

      List<JsonNode> answers = ask(LiveNfvo.VNFM, TO_VNFM, MESSAGES / 2);
      tell(LiveNfvo.VNFM, TO_VNFM, MESSAGES / 2);
      Duration after = time(start);

      assertThat(answers)
          .hasSize(MESSAGES / 2)
          .allSatisfy(answer -> assertThat(answer.path("action").asText()).isEqualTo("ERROR"));
      assertThat(unreadable).hasValue(MESSAGES);
      await().until(() -> rejected.get() == MESSAGES / 2);
      await().until(() -> acknowledged.get() == MESSAGES / 2 + 3 * MEASURED);
      notLogged();
      notSlower(before, after);
    }
  }

  @Test
  @Tag("measures")
  void aDriverAnswersOrRejectsEachOfThemAndIsNotSlowedDown() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    PluginMetrics metrics =
        new PluginMetrics() {
          @Override
          public void refused(Refusal reason) {
            refused.incrementAndGet();
          }
        };
    try (VimDriverPlugin plugin = plugin(new CountingDriver()).metrics(metrics).build()) {
      plugin.start();
      VimDriverCaller caller = new VimDriverCaller(nfvo.bus, plugin.pluginId(), LiveNfvo.PATIENCE);
      GenericVimInstance vim =
          GenericVimInstanceBuilder.builder().name("site").type("live").authUrl("x").build();
      Runnable list = () -> caller.listServer(vim);
      time(list);
      Duration before = time(list);

      List<JsonNode> answers = ask(plugin.pluginId(), TO_DRIVER, MESSAGES / 2);
      tell(plugin.pluginId(), TO_DRIVER, MESSAGES / 2);
      Duration after = time(list);

      assertThat(answers)
          .hasSize(MESSAGES / 2)
          .allSatisfy(answer -> assertThat(answer.path("exception").isObject()).isTrue());
      assertThat(refused).hasValue(MESSAGES);
      await().until(() -> rejected.get() == MESSAGES / 2);
      await().until(() -> acknowledged.get() == MESSAGES / 2 + 3 * MEASURED);
      notLogged();
      notSlower(before, after);
    }
  }

  @Test
  @Tag("measures")
  void theDoorOfAVimAnswersEachOfThemAndIsNotSlowedDown() throws Exception {
    try (PopServer pop = pop();
        VimDriverPlugin plugin = plugin(PopVimDriver.create()).build()) {
      plugin.start();
      GenericVimInstance vim =
          GenericVimInstanceBuilder.builder()
              .id("5a6b")
              .name("site")
              .type("live")
              .authUrl("http://" + pop.endpoint())
              .metadata(Map.of("username", "admin", "password", "secret"))
              .build();
      new VimDriverCaller(nfvo.bus, plugin.pluginId(), LiveNfvo.PATIENCE).refresh(vim);
      String door = "vim-mgmt-5a6b";
      Runnable check =
          () -> nfvo.request(door, bytes("{\"Func\":\"check\",\"Params\":\"web\"}")).join();
      time(check);
      Duration before = time(check);
      int already = acknowledged.get();

      List<JsonNode> answers = ask(door, TO_DOOR, MESSAGES / 2);
      tell(door, TO_DOOR, MESSAGES / 2);
      Duration after = time(check);

      assertThat(answers)
          .hasSize(MESSAGES / 2)
          .allSatisfy(
              answer ->
                  assertThat(answer.path("Code").asText()).isIn("INVALID", "UNKNOWN_FUNCTION"));
      await().until(() -> acknowledged.get() + rejected.get() >= already + MESSAGES + MEASURED);
      notLogged();
      notSlower(before, after);
    }
  }

  private static PopServer pop() {
    PopServer pop =
        PopServer.builder(InMemoryPopBackend.builder().build())
            .user("admin", "secret")
            .bcryptCost(4)
            .build();
    pop.start();
    return pop;
  }

  private VimDriverPlugin.Builder plugin(VimDriver driver) {
    return VimDriverPlugin.builder(driver)
        .type("live")
        .connector(counted)
        .registrationUser(nfvo.host.credentials());
  }
}
