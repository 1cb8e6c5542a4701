package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.testkit.pop.PopCase;
import org.mano4j.testkit.pop.PopContract;
import org.mano4j.testkit.pop.PopNeed;

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

  @Test
  void everyPopCaseHasAnIdOfItsArea() {
    List<PopCase> cases = PopContract.cases();

    assertThat(cases).extracting(PopCase::id).doesNotHaveDuplicates();
    assertThat(cases)
        .allSatisfy(
            one -> {
              assertThat(one.id()).matches("[a-z]+-\\d{2}");
              assertThat(one.sentence()).matches("[A-Z0-9].+[^.]");
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
    expected.append("\n\n## PopBackendContract");
    expected.append("\n\n| id | what has to hold | needs |\n|---|---|---|");
    for (PopCase one : PopContract.cases()) {
      expected.append(
          "\n| %s | %s | %s |"
              .formatted(
                  one.id(),
                  one.sentence(),
                  one.needs().stream().map(PopNeed::name).collect(Collectors.joining(", "))));
    }
    expected.append("\n\n## MessageBusContract\n\n| area | what has to hold |\n|---|---|");
    for (Class<?> area : busAreas()) {
      for (String sentence : sentences(area)) {
        expected.append("\n| %s | %s |".formatted(area.getSimpleName(), sentence));
      }
    }
    expected.append('\n');
    if (Boolean.getBoolean("contracts.update")) {
      Files.writeString(guide, expected);
    }

    assertThat(Files.readString(guide)).isEqualTo(expected.toString());
  }

  private static List<Class<?>> busAreas() {
    return Stream.<Class<?>>of(MessageBusContract.class.getDeclaredClasses())
        .filter(area -> area.isAnnotationPresent(Nested.class))
        .sorted(Comparator.comparing(Class::getSimpleName))
        .toList();
  }

  /** The names of the tests, as sentences. */
  private static List<String> sentences(Class<?> area) {
    return Stream.of(area.getSuperclass().getDeclaredMethods())
        .filter(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(ParameterizedTest.class))
        .map(method -> method.getName().replaceAll("(?=[A-Z])", " "))
        .map(words -> words.substring(0, 1).toUpperCase(Locale.ROOT) + lower(words.substring(1)))
        .sorted()
        .toList();
  }

  private static String lower(String words) {
    return words.toLowerCase(Locale.ROOT);
  }
}
