package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeEngineTest {

  private final FakeEngine engine = FakeEngine.start();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void answersWhatWasScriptedLastAndCountsIt() throws Exception {
    engine.on("GET", "/things/.*", FakeEngine.json(200, "[1]"));
    assertThat(read("/v1.41/things/x?a=b").readLine()).isEqualTo("[1]");
    assertThat(engine.calls("GET", "/things/x")).isEqualTo(1);
  }

  @Test
  void sendsEventsOfBeforeAndOfNow() throws Exception {
    engine.emit("die", "e1", Map.of("exitCode", "3"));
    BufferedReader events = read("/events?since=1.000000001");
    assertThat(events.readLine()).contains("\"die\"", "\"exitCode\":\"3\"");
    engine.emit("start", "e1", Map.of());
    assertThat(events.readLine()).contains("\"start\"");
  }

  private BufferedReader read(String path) throws Exception {
    URI uri = URI.create(engine.uri().toString().replace("tcp:", "http:") + path);
    return new BufferedReader(
        new InputStreamReader(uri.toURL().openStream(), StandardCharsets.UTF_8));
  }
}
