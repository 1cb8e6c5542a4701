package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the end of a call. */
class PopFailuresTest {

  private static final Status REFUSED = Status.FAILED_PRECONDITION.withDescription("not now");

  private final OpenSessions open =
      new OpenSessions(
          PopClientOptions.defaults(),
          endpoint -> Optional.empty(),
          System::nanoTime,
          Duration.ofSeconds(1));
  private final Account account =
      new Account(open, PopEndpoint.of("h", 1), new PopCredentials("u", "p"));

  @Test
  void aReasonIsReadFromTheDetails() {
    assertThat(
            reason(
                REFUSED,
                RenewedPop.reason(
                    Status.Code.FAILED_PRECONDITION, PopReason.DOMAIN, PopReason.WRONG_STATE)))
        .isEqualTo(PopReason.WRONG_STATE);
  }

  @Test
  void aReasonOfSomebodyElseIsNone() {
    assertThat(
            reason(REFUSED, RenewedPop.reason(Status.Code.FAILED_PRECONDITION, "example.org", "X")))
        .isEqualTo("FAILED_PRECONDITION");
  }

  @Test
  void detailsThatCannotBeReadGiveNoReason() {
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        new byte[] {-1, 2, 3});

    assertThat(reason(REFUSED, trailers)).isEqualTo("FAILED_PRECONDITION");
  }

  @Test
  void aCallThatThePlatformLacksIsNotTakenForAnOldPop() {
    Metadata trailers =
        RenewedPop.reason(Status.Code.UNIMPLEMENTED, PopReason.DOMAIN, PopReason.NOT_SUPPORTED);
    PopException e =
        new CallFailure(Status.UNIMPLEMENTED.withDescription("no logs here"), trailers)
            .explained("Logs of 'x'", account);

    assertThat(e).hasMessageEndingWith("no logs here");
    assertThat(e.reason()).isEqualTo(PopReason.NOT_SUPPORTED);
  }

  @Test
  void aMessageIsASentence() {
    PopClient client = new PopClient(account, Duration.ofSeconds(1));

    open.close();

    assertThatThrownBy(() -> client.containers(Filter.all()))
        .hasMessageStartingWith("Containers at Pop ");
    assertThatThrownBy(() -> client.containers(Filter.byName("x")))
        .hasMessageStartingWith("Containers of 'x' at Pop ");
    assertThatThrownBy(() -> client.create(ContainerConfig.of("", "web:1")))
        .hasMessageStartingWith("Create of a container of image 'web:1' at Pop ");
  }

  @Test
  void timesOfAStartAreRead() {
    Metadata trailers = new Metadata();
    put(trailers, "allocate", "12");
    put(trailers, "create", "1500000");
    put(trailers, "other", "1");

    assertThat(StartTimes.of(trailers))
        .isEqualTo(
            Map.of(
                StartPhase.ALLOCATE, Duration.ofNanos(12_000),
                StartPhase.CREATE, Duration.ofMillis(1500)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "x", "99999999999999999999"})
  void timesThatMakeNoSenseAreLeftOut(String value) {
    Metadata trailers = new Metadata();
    put(trailers, "start", value);

    assertThat(StartTimes.of(trailers)).isEmpty();
  }

  private String reason(Status status, Metadata trailers) {
    return new CallFailure(status, trailers).explained("Stop of 'x'", account).reason();
  }

  private static void put(Metadata trailers, String phase, String value) {
    trailers.put(Metadata.Key.of("mano4j-phase-" + phase, Metadata.ASCII_STRING_MARSHALLER), value);
  }
}
