package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

class RecorderTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final InMemoryBusConnector connector = new InMemoryBusConnector();
  private final Recorder recorder = new Recorder();
  private final MessageBus nfvo = connector.open(new BusCredentials("admin", "a"), "nfvo");
  private final MessageBus vnfm =
      recorder.listen("vnfm", connector).open(new BusCredentials("dummy", "p"), "vnfm");

  @AfterEach
  void close() {
    connector.close();
  }

  private void answer(MessageBus bus, String queue, String body) {
    bus.consume(
        QueueSpec.named(queue, NfvoAddresses.EXCHANGE),
        1,
        delivery -> CompletableFuture.completedFuture(Optional.of(Message.text(body))));
  }

  private void ask(MessageBus bus, String key, String body) {
    bus.request(NfvoAddresses.of(key), Message.text(body), SOON).toCompletableFuture().join();
  }

  @Test
  void recordsRequestsOfTheManagerAndTheirAnswers() {
    answer(nfvo, "vnfm.nfvo.actions.reply", "{\"grantAllowed\":true}");

    ask(vnfm, "vnfm.nfvo.actions.reply", "{\"action\":\"GRANT_OPERATION\"}");

    assertThat(recorder.recording().messages())
        .extracting(RecordedMessage::toString)
        .containsExactly(
            "01 vnfm to nfvo: GRANT_OPERATION", "02 nfvo to vnfm: answer to 1 GRANT_OPERATION");
    RecordedMessage request = recorder.recording().message(1);
    assertThat(request.user()).isEqualTo("dummy");
    assertThat(request.address())
        .isEqualTo(new Address("openbaton-exchange", "vnfm.nfvo.actions.reply"));
    assertThat(request.answerWanted()).isTrue();
  }

  @Test
  void recordsRequestsToTheManagerAndItsAnswers() {
    answer(vnfm, "dummy", "null");

    ask(nfvo, "dummy", "{\"action\":\"SCALE_IN\"}");

    assertThat(recorder.recording().messages())
        .extracting(RecordedMessage::toString)
        .containsExactly("01 nfvo to vnfm: SCALE_IN", "02 vnfm to nfvo: answer to 1 SCALE_IN");
    assertThat(recorder.recording().message(2).text()).isEqualTo("null");
    assertThat(recorder.recording().message(2).correlationId())
        .isEqualTo(recorder.recording().message(1).correlationId());
  }

  @Test
  void replacesPasswordsEachByAnotherName() {
    answer(nfvo, "nfvo.manager.handling", "{'rabbitUsername':'dummy','rabbitPassword':'secret1'}");

    ask(vnfm, "nfvo.manager.handling", "{'action':'register','type':'dummy'}");
    ask(
        vnfm,
        "nfvo.manager.handling",
        "{'action':'deregister','password':'secret1','other':{'password':'secret2'}}");

    Recording recording = recorder.recording();
    assertThat(recording.message(2).body().path("rabbitPassword").asText()).isEqualTo("password-1");
    assertThat(recording.message(3).body().path("password").asText()).isEqualTo("password-1");
    assertThat(recording.message(3).body().at("/other/password").asText()).isEqualTo("password-2");
    assertThat(recording.messages()).noneMatch(message -> message.text().contains("secret"));
  }

  @Test
  void keepsOfWhatIsNotJsonOnlySizeAndDigest() {
    answer(nfvo, "nfvo.manager.handling", "{}");

    ask(vnfm, "nfvo.manager.handling", "password=secret");

    assertThat(recorder.recording().message(1).text())
        .contains("15 bytes, SHA-256")
        .doesNotContain("secret");
  }

  @Test
  void writesWhatCanBeReadAgain(@TempDir Path folder) throws Exception {
    answer(nfvo, "nfvo.manager.handling", "{'rabbitUsername':'dummy','rabbitPassword':'x'}");
    answer(vnfm, "dummy", "null");
    ask(vnfm, "nfvo.manager.handling", "{'action':'register','type':'dummy'}");
    ask(nfvo, "dummy", "{ \"action\" : \"SCALE_IN\" }");
    Recording recording = recorder.recording();

    recording.writeFolder(folder.resolve("f"));
    recording.writeFile(folder.resolve("r.json"));

    assertThat(folder.resolve("f/01-vnfm-to-nfvo-register.json")).exists();
    assertThat(folder.resolve("f/04-vnfm-to-nfvo-reply-to-03-SCALE_IN.json")).hasContent("null");
    assertThat(Files.readString(folder.resolve("f/03-nfvo-to-vnfm-SCALE_IN.json")))
        .isEqualTo("{ \"action\" : \"SCALE_IN\" }");
    assertThat(Recording.read(folder.resolve("f")))
        .usingRecursiveComparison()
        .withEqualsForType(Duration::equals, Duration.class)
        .ignoringFields("messages.since")
        .isEqualTo(recording);
    assertThat(Recording.read(folder.resolve("r.json")).messages())
        .extracting(RecordedMessage::body)
        .isEqualTo(recording.messages().stream().map(RecordedMessage::body).toList());
  }

  @Test
  void refusesANameThatCannotStandInAFileName() {
    assertThatIllegalArgumentException().isThrownBy(() -> recorder.listen("../x", connector));
    assertThatIllegalArgumentException().isThrownBy(() -> recorder.listen("nfvo", connector));
  }
}
