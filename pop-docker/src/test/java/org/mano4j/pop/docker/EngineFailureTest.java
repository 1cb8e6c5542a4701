package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

class EngineFailureTest {

  private final FakeEngine fake = FakeEngine.start();
  private final Engine engine = new Engine(DockerPopBackend.builder().engine(fake.uri()).config());

  @AfterEach
  void close() {
    engine.close();
    fake.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404|No such container: x|NOT_FOUND|NO_SUCH_CONTAINER",
        "404|No such image: x|NOT_FOUND|NO_SUCH_IMAGE",
        "404|page not found|NOT_FOUND|PLATFORM_FAILED",
        "409|Conflict. The container name \\\"/x\\\" is already in use by container \\\"y\\\".|ALREADY_EXISTS|NAME_TAKEN",
        "409|network with name x already exists|ALREADY_EXISTS|PLATFORM_FAILED",
        "409|You cannot remove a running container|FAILED_PRECONDITION|PLATFORM_FAILED",
        "400|invalid reference format|INVALID_ARGUMENT|PLATFORM_FAILED",
        "400|OCI runtime create failed: exec: no such file|FAILED_PRECONDITION|PLATFORM_FAILED",
        "403|Address already in use|ALREADY_EXISTS|ADDRESS_TAKEN",
        "403|error while removing network: network x has active endpoints|FAILED_PRECONDITION|NETWORK_IN_USE",
        "403|Pool overlaps with other one on this address space|ALREADY_EXISTS|SUBNET_TAKEN",
        "500|write /x: no space left on device|RESOURCE_EXHAUSTED|PLATFORM_FAILED",
        "500|something else|UNKNOWN|PLATFORM_FAILED",
        "401|unauthorized|FAILED_PRECONDITION|PLATFORM_FAILED",
        "503|This node is not a swarm manager|FAILED_PRECONDITION|PLATFORM_FAILED",
        "502|bad gateway|UNAVAILABLE|PLATFORM_FAILED"
      })
  void whatTheEngineRefusesIsSaidInThePopsWords(
      int status, String message, Code code, String reason) {
    fake.on("GET", "/images/json", FakeEngine.json(status, "{\"message\":\"" + message + "\"}"));
    PopException failed = images();
    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.reason()).isEqualTo(reason);
    assertThat(failed).hasMessage("cannot list images: " + message.replace("\\\"", "\""));
  }

  @Test
  void aRefusalThatIsNoJsonIsGivenAsItIs() {
    fake.on("GET", "/images/json", FakeEngine.json(502, "<h1>proxy</h1>"));
    assertThat(images()).hasMessage("cannot list images: <h1>proxy</h1>");
    fake.on("GET", "/images/json", FakeEngine.json(500, ""));
    assertThat(images())
        .hasMessage("cannot list images: the Docker Engine answers with status 500");
  }

  @Test
  void aConnectionThatEndsIsUnavailable() {
    fake.on("GET", "/images/json", FakeEngine.cut());
    assertThat(images().code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void aCallWhoseConnectionsAreLeftMeanwhileIsUnavailable() {
    PopException failed =
        catchThrowableOfType(
            PopException.class,
            () ->
                engine.call(
                    "list images",
                    docker -> {
                      leave(docker);
                      return docker.listImagesCmd().exec();
                    }));
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void otherFailuresKeepTheirWords() {
    assertThatThrownBy(
            () ->
                engine.call(
                    "try",
                    docker -> {
                      throw new IllegalStateException("odd");
                    }))
        .hasMessage("cannot try: odd");
    PopException reset =
        EngineFailure.of("try", new UncheckedIOException(new SocketException("reset")));
    assertThat(reset.code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void anEngineThatDoesNotAnswerIsGivenUp() throws IOException {
    fake.on("GET", "/images/json", fake.hang());
    DockerClientConfig config = new EngineAddress(fake.uri(), null).clientConfig();
    ExecutorService readers = Executors.newCachedThreadPool();
    try (DockerClient docker =
        DockerClientImpl.getInstance(
            config,
            new BoundedHttpClient(
                new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build(),
                Duration.ofMillis(200),
                readers))) {
      RuntimeException late =
          catchThrowableOfType(RuntimeException.class, docker.listImagesCmd()::exec);
      PopException failed = EngineFailure.of("list images", late);
      assertThat(failed.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(failed.reason()).isEqualTo(PopReason.PLATFORM_TIMEOUT);
    } finally {
      readers.shutdownNow();
    }
  }

  private static void leave(DockerClient docker) {
    try {
      docker.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PopException images() {
    return catchThrowableOfType(
        PopException.class,
        () -> engine.call("list images", docker -> docker.listImagesCmd().exec()));
  }
}
