package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void suggestsTheNearest() {
    assertThat(Names.nearest("sever", List.of("client", "server", "observer"))).contains("server");
    assertThat(Names.nearest("Server", List.of("server"))).contains("server");
  }

  @Test
  void suggestsNothingThatIsFar() {
    assertThat(Names.nearest("database", List.of("client", "server"))).isEmpty();
    assertThat(Names.nearest("x".repeat(100), List.of("x".repeat(99)))).isEmpty();
  }

  @Test
  void listsTheFirstFewOfMany() {
    List<String> many = IntStream.range(0, 30).mapToObj(i -> "name-" + i).toList();

    assertThat(Names.choose("quite-another", many, "")).endsWith("name-9, and 20 more");
  }

  @Test
  void advisesOtherwiseWhereThereIsNothingToChoose() {
    assertThat(Names.choose("x", List.of(), "declare it")).isEqualTo("declare it");
  }
}
