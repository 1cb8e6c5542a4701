package org.mano4j.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.mano4j.vnfm.Channel;
import org.mano4j.vnfm.ChannelRequest;

/** What the suites for every channel share. */
abstract class ChannelCases {

  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(100);

  private final List<AutoCloseable> opened = new ArrayList<>();
  final String type = "ct-" + UUID.randomUUID();
  ChannelBench bench;
  ScriptedNfvo nfvo;

  abstract ChannelBench bench();

  @BeforeEach
  void take() {
    bench = bench();
    nfvo = bench.nfvo();
  }

  @AfterEach
  void giveBack() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    bench.close();
  }

  <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  static ConditionFactory await() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(LONG);
  }

  VnfmManagerEndpoint description() {
    return VnfmManagerEndpointBuilder.builder()
        .type(type)
        .endpoint(type)
        .description("a channel under test")
        .enabled(true)
        .active(true)
        .build();
  }

  Channel registered() {
    Channel channel = closing(bench.channel());
    channel.register(description());
    return channel;
  }

  /** A channel that takes requests. */
  Channel receiving(int prefetch, Channel.RequestHandler handler) {
    Channel channel = registered();
    channel.receive(prefetch, handler);
    return channel;
  }

  VnfmManagerEndpoint manager() {
    return nfvo.managers().stream()
        .filter(manager -> type.equals(manager.type()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the manager is not registered"));
  }

  CompletableFuture<JsonNode> request(String json) {
    return nfvo.request(manager(), json.getBytes(UTF_8)).thenApply(ChannelCases::json);
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  static JsonNode json(byte[] body) {
    try {
      return CatalogueJson.mapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(ChannelRequest request) {
    return new String(request.body(), UTF_8);
  }

  /** A message of a manager that can be told from others. */
  static VnfmOrMessage named(String name) {
    return message(Action.MODIFY, name);
  }

  /** What a manager may ask the NFVO. */
  static VnfmOrMessage grant(String name) {
    return message(Action.GRANT_OPERATION, name);
  }

  private static VnfmOrMessage message(Action action, String name) {
    return VnfmOrGenericBuilder.builder()
        .action(action)
        .virtualNetworkFunctionRecord(
            VirtualNetworkFunctionRecordBuilder.builder().name(name).build())
        .build();
  }

  static String nameIn(JsonNode message) {
    return message.at("/virtualNetworkFunctionRecord/name").asText();
  }

  static CompletionStage<Optional<byte[]>> answer(String json) {
    return CompletableFuture.completedFuture(Optional.of(json.getBytes(UTF_8)));
  }

  /** Keeps requests until a case answers them. */
  static final class Kept implements Channel.RequestHandler {

    private final Map<ChannelRequest, CompletableFuture<Optional<VnfmOrMessage>>> stages =
        new ConcurrentHashMap<>();
    final List<ChannelRequest> requests = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Optional<VnfmOrMessage>> handle(ChannelRequest request) {
      CompletableFuture<Optional<VnfmOrMessage>> stage = new CompletableFuture<>();
      stages.put(request, stage);
      requests.add(request);
      return stage;
    }

    List<String> texts() {
      return requests.stream().map(ChannelCases::text).toList();
    }

    /** Waits for so many requests. */
    void awaitRequests(int count) {
      await().until(() -> requests.size() >= count);
    }

    void answer(int index, String name) {
      stages.get(requests.get(index)).complete(Optional.of(named(name)));
    }
  }

  /** Answers each request with its own body as name. */
  static final Channel.RequestHandler ECHO =
      request -> CompletableFuture.completedFuture(Optional.of(named(text(request))));
}
