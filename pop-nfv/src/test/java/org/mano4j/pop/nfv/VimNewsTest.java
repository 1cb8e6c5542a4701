package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VimNewsTest {

  @Test
  void isReadAsItWasWritten() {
    VimNews news =
        new VimNews(
            "me", true, List.of(new VimNews.Seen("1", "https://h:1", Duration.ofSeconds(3))));

    assertThat(VimNews.read(news.write())).contains(news);
  }

  @Test
  void theFullestMessageIsNotTooLarge() {
    VimNews.Seen longest = new VimNews.Seen("\"".repeat(200), "h".repeat(300), Duration.ofDays(1));

    byte[] body = new VimNews("me", false, Collections.nCopies(VimNews.MOST_VIMS, longest)).write();

    assertThat(VimNews.read(body).orElseThrow().vims()).hasSize(VimNews.MOST_VIMS);
  }

  @Test
  void newKeysAreIgnoredAndOtherVersionsToo() {
    assertThat(
            read("{\"version\":1,\"new\":[],\"vims\":[{\"id\":\"1\",\"endpoint\":\"h\",\"x\":1}]}"))
        .containsExactly(new VimNews.Seen("1", "h", Duration.ZERO));
    assertThat(VimNews.read("{\"version\":2,\"vims\":[]}".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(VimNews.read(new byte[0])).isEmpty();
  }

  @Test
  void timesAreNotInTheFuture() {
    assertThat(
            read(
                "{\"version\":1,\"vims\":[{\"id\":\"1\",\"endpoint\":\"h\",\"seenSecondsAgo\":-9}]}"))
        .extracting(VimNews.Seen::ago)
        .containsExactly(Duration.ZERO);
  }

  private static List<VimNews.Seen> read(String json) {
    return VimNews.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow().vims();
  }
}
