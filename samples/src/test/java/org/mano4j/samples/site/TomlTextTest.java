package org.mano4j.samples.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.config.Config;

class TomlTextTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    String awkward = "a \"b\" \\ c\nd\u0007é";
    TomlText text =
        new TomlText()
            .put("text", awkward)
            .put("number", 5672)
            .put("flag", false)
            .put("list", List.of("x", awkward))
            .table("tables", "dotted.name")
            .put("inner", "y");

    Config config = Config.parse(text.toString(), "test.toml", Map.of());

    assertThat(config.top().text("text").required()).isEqualTo(awkward);
    assertThat(config.top().integer("number", 1, 65_535).optional()).contains(5672);
    assertThat(config.top().flag("flag").optional()).contains(false);
    assertThat(config.top().texts("list").optional()).contains(List.of("x", awkward));
    config
        .table("tables")
        .named()
        .forEach(
            (name, table) -> {
              assertThat(name).isEqualTo("dotted.name");
              assertThat(table.text("inner").required()).isEqualTo("y");
            });
    config.check();
  }
}
