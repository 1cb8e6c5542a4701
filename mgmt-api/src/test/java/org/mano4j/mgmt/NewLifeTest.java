package org.mano4j.mgmt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mano4j.mgmt.Wire.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;

/** {@code renew} and {@code recreate}, which the first generation of peers does not know. */
class NewLifeTest extends ManagerTests {

  private static final ServerSpec SPEC =
      new ServerSpec(
          "sipp-1",
          List.of("sipp:1", "sipp"),
          "small",
          Map.of("private", "172.16.0.2"),
          "old-id",
          Map.of());

  private final List<String> calls = new CopyOnWriteArrayList<>();

  private final VimManagerHandler able =
      new VimManagerHandler() {
        @Override
        public Optional<Server> check(String serverName) {
          return Optional.empty();
        }

        @Override
        public void start(String serverName) {}

        @Override
        public void addMetadata(String serverName, Map<String, String> entries) {}

        @Override
        public void stop(String serverName) {}

        @Override
        public void reset(String serverName) {}

        @Override
        public void renew(String serverName, Map<String, String> entries, boolean always) {
          calls.add("renew " + serverName + " " + entries + " " + always);
        }

        @Override
        public Server recreate(ServerSpec spec) {
          calls.add(spec.toString());
          return ServerBuilder.builder().name(spec.name()).extId("new-id").build();
        }
      };

  @Test
  void aServerIsRenewedWithMetadataOrWithout() {
    serve(able);

    connector().renew("sipp-1", Map.of("K", "V"), true);
    connector().renew("sipp-1", Map.of(), false);

    assertThat(calls).containsExactly("renew sipp-1 {K=V} true", "renew sipp-1 {} false");
  }

  @Test
  void aServerIsMadeAnewWithAllThatItHad() {
    serve(able);

    assertThat(connector().recreate(SPEC).extId()).isEqualTo("new-id");

    assertThat(calls).containsExactly(SPEC.toString());
  }

  @Test
  void theRequestsAreObjectsWithCapitalisedKeys() {
    assertThat(tree(new String(MgmtRequest.recreate(SPEC).write(), UTF_8)))
        .isEqualTo(
            tree(
                """
                {"Func":"recreate","Params":{"ID":"sipp-1","Entries":{},"Flavour":"small","ExtID":"old-id",
                 "Images":["sipp:1","sipp"],"Networks":{"private":"172.16.0.2"}}}
                """));
    assertThat(tree(new String(MgmtRequest.renew("sipp-1", Map.of("K", "V"), true).write(), UTF_8)))
        .isEqualTo(
            tree(
                """
                {"Func":"renew","Params":{"ID":"sipp-1","Entries":{"K":"V"},"Always":true}}
                """));
  }

  @Test
  void aHandlerThatLeavesThemOutDoesNotKnowThem() {
    serve(vim);

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().renew("sipp-1", Map.of(), false))
        .withMessageContaining("unknown function: renew")
        .returns(MgmtCode.UNKNOWN_FUNCTION, MgmtException::code);
    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> connector().recreate(SPEC))
        .withMessageContaining("unknown function: recreate")
        .returns(MgmtCode.UNKNOWN_FUNCTION, MgmtException::code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sipp-1\"",
        "{\"ID\":\"sipp-1\"}",
        "{\"ID\":\"sipp-1\",\"Images\":[]}",
        "{\"ID\":\"sipp-1\",\"Images\":\"sipp\"}",
        "{\"ID\":\"sipp-1\",\"Images\":[\"\"]}",
        "{\"ID\":\"sipp-1\",\"Images\":[1]}",
        "{\"ID\":\"sipp-1\",\"Images\":[\"sipp\"],\"Flavour\":1}",
        "{\"ID\":\"sipp-1\",\"Images\":[\"sipp\"],\"Networks\":[]}",
        "{\"ID\":\"sipp-1\",\"Images\":[\"sipp\"],\"ExtID\":{}}",
        "{\"ID\":\"\",\"Images\":[\"sipp\"]}"
      })
  void whatIsNoServerIsMalformed(String params) {
    serve(able);

    assertThat(wire.ask("{\"Func\":\"recreate\",\"Params\":" + params + "}"))
        .contains("malformed parameters");
    assertThat(calls).isEmpty();
  }

  @Test
  void aSpecDoesNotShowItsMetadata() {
    ServerSpec secret =
        new ServerSpec("a", List.of("b"), "", Map.of(), "", Map.of("KEY", "secret"));

    assertThat(secret.toString()).contains("KEY").doesNotContain("secret");
  }
}
