package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {

  private static final String MARK = "<!-- the cases; ContractsTest writes them -->";

  @ParameterizedTest
  @ValueSource(classes = {ChannelContract.class, VimDriverContract.class})
  void listsEveryCaseOnceWithAnIdAndASentence(Class<?> suite) {
    List<Contracts.Entry> cases = Contracts.cases(suite);

    assertThat(cases).hasSizeGreaterThan(25);
    assertThat(cases).extracting(Contracts.Entry::id).doesNotHaveDuplicates();
    assertThat(cases)
        .allSatisfy(
            one -> {
              assertThat(one.id()).matches("[A-Z]{2}-\\d{2}");
              assertThat(one.sentence()).matches("[A-Za-z].+[^.]");
            });
  }

  /** Run with {@code -Dcontracts.update=true} to write the guide anew. */
  @Test
  void theGuideListsEveryCase() throws Exception {
    Path guide = Path.of("../docs/contracts.md");
    String text = Files.readString(guide);
    String head = text.substring(0, text.indexOf(MARK) + MARK.length());
    StringBuilder expected = new StringBuilder(head);
    for (Class<?> suite : List.of(ChannelContract.class, VimDriverContract.class)) {
      expected.append("\n\n## ").append(suite.getSimpleName());
      expected.append("\n\n| id | what has to hold | needs |\n|---|---|---|");
      for (Contracts.Entry one : Contracts.cases(suite)) {
        expected.append(
            "\n| %s | %s | %s |"
                .formatted(one.id(), one.sentence(), String.join(", ", one.needs())));
      }
    }
    expected.append('\n');
    if (Boolean.getBoolean("contracts.update")) {
      Files.writeString(guide, expected);
    }

    assertThat(Files.readString(guide)).isEqualTo(expected.toString());
  }
}
