package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** What no NFVO sends: it is answered, counted, and the next call is served. */
class HostileCallsTest {

  private static final String ID = "vim-drivers.test.test";

  private final ScriptedDriver driver = new ScriptedDriver(kind -> "t");
  private final PluginNfvo nfvo = new PluginNfvo();
  private final Counts counts = new Counts();
  private final VimDriverPlugin plugin = nfvo.plugin(driver).metrics(counts).build();

  private static final class Counts implements PluginMetrics {
    final List<Refusal> refused = new CopyOnWriteArrayList<>();
    final List<String> called = new CopyOnWriteArrayList<>();

    @Override
    public void called(String function, Outcome outcome, Duration took) {
      assertThat(took).isPositive();
      called.add(function + " " + outcome);
    }

    @Override
    public void refused(Refusal reason) {
      refused.add(reason);
    }
  }

  @AfterEach
  void close() {
    plugin.close();
    nfvo.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          secret                                                             | NO_CALL
          {"methodName":7}                                                   | NO_CALL
          {"methodName":"getType","parameters":{"secret":1}}                 | NO_CALL
          {"parameters":[]}                                                  | NO_CALL
          {"methodName":"secret","parameters":[]}                            | UNKNOWN_FUNCTION
          {"methodName":"getType"}                                           | WRONG_PARAMETERS
          {"methodName":"getType","parameters":["secret"]}                   | WRONG_PARAMETERS
          {"methodName":"getType","parameters":[{"name":"a"},"secret"]}      | WRONG_PARAMETERS
          {"methodName":"deleteNetwork","parameters":[{"name":"a"},["x"]]}   | WRONG_PARAMETERS
          {"methodName":"createNetwork","parameters":[{"name":"a"},"secret"]}| WRONG_PARAMETERS
          """)
  void isAnsweredWithAnExceptionAndCounted(String body, PluginMetrics.Refusal reason) {
    plugin.start();

    JsonNode answer = ask(body);

    assertThat(answer.has("answer")).isFalse();
    assertThat(answer.at("/exception/detailMessage").asText()).isNotBlank();
    assertThat(counts.refused).containsExactly(reason);
    assertThat(driver.calls).isEmpty();
    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
    assertThat(counts.called).containsExactly("getType DONE");
  }

  @Test
  void isRejectedForGoodWhereNobodyAsksForAnAnswer() throws Exception {
    plugin.start();
    for (String body : List.of("secret", "{\"methodName\":\"none\"}")) {
      publish(body);
    }

    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
    assertThat(counts.refused)
        .containsExactly(PluginMetrics.Refusal.NO_CALL, PluginMetrics.Refusal.UNKNOWN_FUNCTION);
    assertThat(nfvo.bus.inspect(ID).orElseThrow().ready()).isZero();
  }

  @Test
  void cutsTheNameOfAnUnknownFunction() {
    plugin.start();

    JsonNode answer = ask("{\"methodName\":\"" + "x".repeat(100_000) + "\",\"parameters\":[]}");

    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("there is no function 'xxx")
        .hasSizeLessThan(1000);
  }

  @Test
  void thousandsInARowDoNotKeepTheNextCallFromBeingServed() throws Exception {
    plugin.start();
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      bodies.add("secret " + i);
    }
    for (String body : bodies) {
      publish(body);
    }

    assertThat(nfvo.caller(ID).getType(Samples.vim())).isEqualTo("t");
    assertThat(counts.refused).hasSize(10_000);
  }

  @Test
  void metricsThatThrowDoNotHarmTheCall() {
    PluginMetrics broken =
        new PluginMetrics() {
          @Override
          public void called(String function, Outcome outcome, Duration took) {
            throw new IllegalStateException("no counter");
          }
        };
    try (VimDriverPlugin other = nfvo.plugin(driver).name("other").metrics(broken).build()) {
      other.start();

      assertThat(nfvo.caller(other.pluginId()).getType(Samples.vim())).isEqualTo("t");
    }
  }

  @Test
  void countsFailuresAndLateCalls() {
    ScriptedDriver failing =
        new ScriptedDriver(
            kind -> {
              throw new VimDriverException("no");
            });
    try (VimDriverPlugin other = nfvo.plugin(failing).name("other").metrics(counts).build()) {
      other.start();
      VimDriverCaller caller = nfvo.caller(other.pluginId());
      assertThatThrownBy(() -> caller.getType(Samples.vim())).hasMessage("no");
    }
    VimDriver slow =
        new VimDriver() {
          @Override
          public String getType(VimInstance vim) {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return "t";
          }
        };
    try (VimDriverPlugin other =
        nfvo.plugin(slow).name("s").metrics(counts).callLimit(Duration.ofMillis(20)).build()) {
      other.start();
      VimDriverCaller caller = nfvo.caller(other.pluginId());
      assertThatThrownBy(() -> caller.getType(Samples.vim())).hasMessageContaining("did not end");
    }

    assertThat(counts.called).containsExactly("getType FAILED", "getType LATE");
  }

  private JsonNode ask(String body) {
    Message answer =
        nfvo.bus
            .request(NfvoAddresses.of(ID), message(body), Duration.ofSeconds(20))
            .toCompletableFuture()
            .join();
    return CatalogueJson.read(answer.body(), JsonNode.class);
  }

  private void publish(String body) throws InterruptedException, ExecutionException {
    nfvo.bus.publish(NfvoAddresses.of(ID), message(body)).toCompletableFuture().get();
  }

  private static Message message(String body) {
    return Message.text(body.getBytes(StandardCharsets.UTF_8));
  }
}
