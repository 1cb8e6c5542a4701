package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractsTest {

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
}
