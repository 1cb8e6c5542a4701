package org.mano4j.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  @TempDir private Path folder;

  private Path index(String json) throws Exception {
    return Files.writeString(folder.resolve("index.json"), json);
  }

  private static String entry(String more) {
    return "{\"n\":1,\"from\":\"vnfm\",\"to\":\"nfvo\",\"exchange\":\"e\",\"routing_key\":\"k\","
        + more
        + "}";
  }

  @Test
  void readsWhatWasRecordedFromARealNfvo() {
    Recording recording = ReplayContract.recording("a-lifecycle");

    assertThat(recording.messages()).hasSize(62);
    assertThat(recording.managers()).containsExactly("driver", "vnfm");
    assertThat(recording.message(1).text()).startsWith("{'type':'vim-drivers.test.test'");
    assertThat(recording.message(54)).hasToString("54 vnfm to nfvo: answer to 51 SCALE_IN");
    assertThat(recording.answerTo(recording.message(37)))
        .hasValueSatisfying(answer -> assertThat(answer.number()).isEqualTo(42));
  }

  @Test
  void readsNothingOutsideItsFolder() throws Exception {
    Path index = index("[" + entry("\"file\":\"../secret.json\"") + "]");

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> Recording.read(index))
        .withMessageContaining("'../secret.json' is not the name of a file beside it");
  }

  @Test
  void namesTheFileThatIsMissing() throws Exception {
    Path index = index("[" + entry("\"file\":\"01.json\"") + "]");

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> Recording.read(index.getParent()))
        .withMessageContaining("01.json");
  }

  @Test
  void refusesAnAnswerToNothing() throws Exception {
    Path index = index("[" + entry("\"body\":{},\"reply_to_message\":7") + "]");

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> Recording.read(index))
        .withMessageContaining("message 1 answers 7, which is not before it");
  }

  @Test
  void refusesWhatIsNoList() throws Exception {
    Path index = index("{}");

    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> Recording.read(index))
        .withMessageContaining("must hold a JSON array");
  }
}
