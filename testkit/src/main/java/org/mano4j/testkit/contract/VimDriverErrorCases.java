package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.plugin.VimDriverException;

/** What goes wrong, and calls that no NFVO should make. */
abstract class VimDriverErrorCases extends VimDriverCases {

  /** It is refused in the wire's shape, and the next call is served. */
  private void assertRefused(String body) {
    JsonNode answer = CatalogueJson.read(answer(body).body(), JsonNode.class);

    assertThat(answer.has("answer")).isFalse();
    assertThat(answer.path("exception").isObject()).isTrue();
    assertThat(answer.at("/exception/detailMessage").asText()).isNotBlank();
    assertThat(answer.toString()).doesNotContain(":null");
    assertThat(caller.refresh(bench.vim())).isNotNull();
  }

  @ContractCase(
      id = "VD-30",
      says = "Launching an image that the VIM does not have fails, naming it; nothing is left",
      needs = VimDriverContract.CHECKS_IMAGES)
  void refusesAnUnknownImage() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                caller.launchInstanceAndWait(
                    bench.vim(), launch("web-1").withImage("no-such-image")))
        .withMessageContaining("no-such-image");
    assertThat(caller.listServer(bench.vim())).isEmpty();
  }

  @ContractCase(
      id = "VD-31",
      says = "Functions of a VIM that cannot be reached fail with a reason; others still work")
  void tellsOfAVimThatIsGone() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> caller.refresh(bench.unreachableVim()))
        .isNotInstanceOf(VimDriverException.Unavailable.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> caller.launchInstanceAndWait(bench.unreachableVim(), launch("web-1")))
        .isNotInstanceOf(VimDriverException.Unavailable.class);

    assertThat(caller.refresh(bench.vim())).isNotNull();
  }

  @ContractCase(id = "VD-32", says = "An unknown function is refused, and named")
  void refusesAnUnknownFunction() {
    JsonNode answer = answer(call("dance"));

    assertThat(answer.at("/exception/detailMessage").asText()).contains("dance");
  }

  @ContractCase(id = "VD-33", says = "What is not JSON is refused, and the next call is served")
  void refusesNoJson() {
    assertRefused("no JSON {");
  }

  @ContractCase(
      id = "VD-34",
      says = "A call without a function is refused, and the next one is served")
  void needsAFunction() {
    assertRefused("{\"parameters\":[]}");
  }

  @ContractCase(
      id = "VD-35",
      says = "A call without a VIM instance is refused, and the next one is served")
  void needsAVim() {
    assertRefused("{\"methodName\":\"refresh\",\"parameters\":[]}");
  }

  @ContractCase(
      id = "VD-36",
      says = "A parameter of the wrong type is refused, and the next call is served")
  void refusesAWrongType() {
    assertRefused(call("launchInstanceAndWait", "web-1", "i", "", "", "no list").toString());
  }

  @ContractCase(id = "VD-37", says = "Endless nesting is refused, and the next call is served")
  void refusesNesting() {
    assertRefused("{\"methodName\":\"refresh\",\"parameters\":" + "[".repeat(100_000));
  }

  @ContractCase(
      id = "VD-38",
      says = "Of the content of a call that cannot be read, nothing is in the answer")
  void doesNotRepeatContent() {
    assertThat(new String(answer("password: hunter2, no JSON").body())).doesNotContain("hunter2");
  }

  @ContractCase(
      id = "VD-39",
      says = "After 1,000 calls that cannot be read, each refused, the next one is served")
  void endures() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(new String(answer("no JSON " + i).body())).contains("exception");
    }

    assertThat(caller.refresh(bench.vim())).isNotNull();
  }
}
