package org.mano4j.pop.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Asks for one measurement of a container. The client's own command cannot: without {@code
 * one-shot} an engine measures twice, with a second in between, for a rate that nobody wants here.
 */
final class OneShotStats {

  private final ObjectMapper json = new ObjectMapper();

  JsonNode of(DockerHttpClient http, String engineId) {
    DockerHttpClient.Request get =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path("/containers/" + engineId + "/stats?stream=false&one-shot=true")
            .build();
    try (DockerHttpClient.Response answer = http.execute(get)) {
      if (answer.getStatusCode() != 200) {
        throw new DockerException(
            new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8),
            answer.getStatusCode());
      }
      return json.readTree(answer.getBody());
    } catch (IOException e) {
      throw new UncheckedIOException("the engine's answer cannot be read", e);
    }
  }
}
