package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

class PullFailureTest {

  private static final ImageReference IMAGE =
      ImageReference.parse("localhost:5000/a/b:1").orElseThrow();

  /** Words of engines 20.10 to 28. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_FOUND | manifest for localhost:5000/a/b:1 not found: manifest unknown: manifest unknown
          NOT_FOUND | pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
          NOT_FOUND | no matching manifest for linux/arm64/v8 in the manifest list entries
          FAILED_PRECONDITION | unauthorized: authentication required
          FAILED_PRECONDITION | Head "http://localhost:5000/v2/a/b/manifests/1": no basic auth credentials
          FAILED_PRECONDITION | Head "https://r.example.org/v2/a/manifests/1": denied: token expired
          UNAVAILABLE | Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused
          UNAVAILABLE | Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 192.0.2.1:53: no such host
          UNAVAILABLE | Get "https://r.example.org/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
          FAILED_PRECONDITION | Get "https://192.0.2.1:5000/v2/": x509: cannot validate certificate for 192.0.2.1 because it doesn't contain any IP SANs
          FAILED_PRECONDITION | Get "https://192.0.2.1:5000/v2/": http: server gave HTTP response to HTTPS client
          UNAVAILABLE | toomanyrequests: You have reached your pull rate limit.
          RESOURCE_EXHAUSTED | write /var/lib/docker/tmp/GetImageBlob313980485: no space left on device
          UNKNOWN | something that no engine has said before
          """)
  void theEnginesWordsDecideWhatCanBeDone(Code code, String said) {
    PopException failure = PullFailure.of(IMAGE, false, said, null);

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessageContaining("cannot pull image 'localhost:5000/a/b:1': ");
    assertThat(failure).hasMessageContaining(said);
  }

  @Test
  void whoHasNoLoginIsToldThatThereMayBeOne() {
    assertThat(PullFailure.of(IMAGE, false, "unauthorized: authentication required", null))
        .hasMessageEndingWith(
            "; if localhost:5000 wants a login, give the Pop user name and password");
  }

  @Test
  void whoHasALoginIsToldToCheckIt() {
    assertThat(PullFailure.of(IMAGE, true, "unauthorized: authentication required", null))
        .hasMessageEndingWith("; check user name and password that the Pop has for localhost:5000");
  }

  @Test
  void theWordsAreTakenOutOfTheAnswer() {
    Exception failure =
        new InternalServerErrorException(
            "Status 500: {\"message\":\"Get \\\"http://x/v2/\\\": connection refused\"}\n");

    assertThat(PullFailure.of(IMAGE, false, failure))
        .hasMessageContaining("does not reach registry localhost:5000: Get \"http://x/v2/\": conn")
        .hasMessageNotContaining("Status 500")
        .hasCause(failure);
  }

  @Test
  void anEngineThatIsGoneIsNotTakenForARegistryThatIsGone() {
    PopException failure = PullFailure.of(IMAGE, false, new IOException("Connection refused"));

    assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failure)
        .hasMessageContaining(
            "cannot pull image 'localhost:5000/a/b:1': the connection to the Docker")
        .hasMessageNotContaining("registry");
  }
}
