package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The log stays readable, whatever anybody on the broker tells. */
class ComplaintsTest {

  private final List<String> said = new ArrayList<>();
  private final Complaints complaints =
      new Complaints(
          (Logger)
              Proxy.newProxyInstance(
                  Logger.class.getClassLoader(),
                  new Class<?>[] {Logger.class},
                  (proxy, method, arguments) -> {
                    said.add(Arrays.deepToString(arguments));
                    return null;
                  }),
          "vim-drivers.pop.test");

  @Test
  void eachThingIsSaidOnce() {
    complaints.about("1", "it is elsewhere");
    complaints.about("1", "it is elsewhere");
    complaints.nextRound();
    complaints.about("1", "it is elsewhere");

    assertThat(said).singleElement().asString().contains("vim-drivers.pop.test", "elsewhere");
  }

  @Test
  void aFloodIsCutOffUntilTheNextRound() {
    IntStream.range(0, 5000).forEach(i -> complaints.about("vim-" + i, "no such Pop"));
    assertThat(said).hasSize(Complaints.MOST_IN_A_ROUND + 1);
    assertThat(said.get(said.size() - 1)).contains("not all is logged");

    complaints.nextRound();
    complaints.about("later", "no such Pop");
    assertThat(said.get(said.size() - 1)).contains("later");
  }

  @Test
  void aLineStaysOneLine() {
    complaints.about("a\nERROR all is lost", "because of\r\nthis");

    assertThat(said).singleElement().asString().doesNotContain("\n", "\r");
  }
}
