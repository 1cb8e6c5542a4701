package org.mano4j.pop.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * Asks for one measurement of a container. The client's own command cannot: without {@code
 * one-shot} an engine measures twice, with a second in between, for a rate that nobody wants here.
 *
 * <p>By reflection, since the compiler warns of every class that names {@code
 * DockerHttpClient.Request}: that has annotations whose classes docker-java does not bring along.
 */
final class OneShotStats {

  private final ObjectMapper json = new ObjectMapper();

  JsonNode of(DockerHttpClient http, String engineId) {
    String path = "/containers/" + engineId + "/stats?stream=false&one-shot=true";
    try (DockerHttpClient.Response answer = get(http, path)) {
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

  private static DockerHttpClient.Response get(DockerHttpClient http, String path) {
    try {
      Class<?> type = Class.forName(DockerHttpClient.class.getName() + "$Request");
      Object builder = type.getMethod("builder").invoke(null);
      set(builder, "method", "GET");
      set(builder, "path", path);
      Object request = builder.getClass().getMethod("build").invoke(builder);
      Method execute = DockerHttpClient.class.getMethod("execute", type);
      return (DockerHttpClient.Response) execute.invoke(http, request);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a call of the engine failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of docker-java has other requests", e);
    }
  }

  private static void set(Object builder, String what, String value)
      throws ReflectiveOperationException {
    builder.getClass().getMethod(what, String.class).invoke(builder, value);
  }
}
