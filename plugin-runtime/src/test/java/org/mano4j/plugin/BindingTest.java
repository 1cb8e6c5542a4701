package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.MessageBus;

class BindingTest {

  private static final String VIM = "{\"name\":\"pop1\",\"type\":\"test\"}";

  private final ScriptedDriver driver = new ScriptedDriver(kind -> Samples.server("x"));

  @ParameterizedTest
  @CsvSource({
    "launchInstanceAndWait, true",
    "deleteServerByIdAndWait, true",
    "createNetwork, true",
    "addImage, true",
    "refresh, false",
    "listServer, false",
    "getQuota, false"
  })
  void whatChangesNothingIsNoNewsInTheLog(String function, boolean changes) {
    assertThat(DriverFunctions.changes(function)).isEqualTo(changes);
  }

  @Test
  void aLogNamesVimAndSubjectForPeople() {
    var vim = CatalogueJson.toTree(Map.of("name", "pop1", "id", "v"));
    var unnamed = CatalogueJson.toTree(Map.of("id", "v"));

    var launch = new Parameters("f", List.of(vim, CatalogueJson.toTree("web-1")), Dialect.SINCE_5);
    assertThat(launch.vimName()).isEqualTo("pop1");
    assertThat(launch.subject()).contains("web-1");
    var network = CatalogueJson.toTree(Map.of("name", "private"));
    var create = new Parameters("f", List.of(unnamed, network), Dialect.SINCE_5);
    assertThat(create.vimName()).isEqualTo("v");
    assertThat(create.subject()).contains("private");
    assertThat(new Parameters("f", List.of(vim), Dialect.SINCE_5).subject()).isEmpty();
  }

  @Test
  void fillsMissingTrailingParametersOfALaunch() {
    call("launchInstanceAndWait", VIM, "\"h\"", "\"img\"");

    LaunchRequest request = (LaunchRequest) driver.onlyCall().parameters().get(1);
    assertThat(request)
        .isEqualTo(
            new LaunchRequest("h", "img", "", "", List.of(), List.of(), "", Map.of(), List.of()));
  }

  @Test
  void dropsNullElementsAndNullMapValues() {
    call(
        "launchInstanceAndWait",
        VIM,
        "\"h\"",
        "\"img\"",
        "null",
        "null",
        "[null,{\"virtual_link_reference\":\"private\"}]",
        "[null,\"web\"]",
        "null",
        "{\"private\":null,\"mgmt\":\"random\"}",
        "[null]");

    LaunchRequest request = (LaunchRequest) driver.onlyCall().parameters().get(1);
    assertThat(request.networks()).hasSize(1);
    assertThat(request.securityGroups()).containsExactly("web");
    assertThat(request.userData()).isEmpty();
    assertThat(request.floatingIps()).containsExactly(Map.entry("mgmt", "random"));
    assertThat(request.keys()).isEmpty();
  }

  @Test
  void refusesAnOverloadThatItDoesNotKnow() {
    assertThat(failure("deleteServerByIdAndWait", VIM, "\"id\"", "{\"force\":true}"))
        .isEqualTo("deleteServerByIdAndWait takes at most 2 parameters, not 3");
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void takesNullsAfterTheLastParameter() {
    call("deleteServerByIdAndWait", VIM, "\"id\"", "null", "null");

    assertThat(driver.onlyCall().parameters().get(1)).isEqualTo("id");
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/image.tar, addImage with a URL",
    "file:/tmp/image.tar, addImage with a URL",
    "docker.io+https://host/i, addImage with a URL",
    "aGVsbG8=, addImage with a file",
    "aHR0cDovL3g=, addImage with a file"
  })
  void tellsUrlsFromFilesByTheirScheme(String third, String function) {
    call("addImage", VIM, "{\"name\":\"i\",\"diskFormat\":\"raw\"}", "\"" + third + "\"");

    assertThat(driver.onlyCall().function()).isEqualTo(function);
  }

  @Test
  void takesATokenForAnImage() {
    call("addImage", VIM, "{}", "\"http://host/i\"", "\"t-1\"");

    assertThat(driver.onlyCall().function()).isEqualTo("addImage with a URL and a token");
    assertThat(driver.onlyCall().parameters().get(3)).isEqualTo("t-1");
  }

  @Test
  void saysThatAnImageIsNeitherFileNorUrl() {
    assertThat(failure("addImage", VIM, "{}", "\"no such thing!\""))
        .isEqualTo(
            "parameter 3 of addImage is neither a URL with a scheme nor base64; the call has 3"
                + " parameters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleteServerByIdAndWait", "deleteNetwork", "getSubnetsExtIds"})
  void refusesAnIdentifierThatIsMissing(String function) {
    assertThat(failure(function, VIM)).contains("parameter 2 of " + function).contains("missing");
    assertThat(failure(function, VIM, "\" \"")).contains("missing or empty");
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void refusesACallWithoutVimInstance() {
    assertThat(failure("refresh")).startsWith("parameter 1 of refresh must be a VimInstance");
  }

  @Test
  void saysWhichParameterCannotBeRead() {
    assertThat(failure("createNetwork", VIM, "{\"subnets\":\"none\"}"))
        .startsWith("parameter 2 of createNetwork: cannot read a VimNetwork");
  }

  @Test
  void saysWhatTheDriverDoesNotSupport() {
    try (Calls calls = new Calls(new VimDriver() {})) {
      String text = failure(calls.call(body("listFlavors", VIM)));
      assertThat(text).startsWith("driver ").endsWith(" does not support listFlavors");
    }
    try (Calls calls = new Calls(new Bare())) {
      assertThat(failure(calls.call(body("refresh", VIM))))
          .isEqualTo("driver Bare does not support refresh");
    }
  }

  private static final class Bare implements VimDriver {}

  @Test
  void refusesARefreshThatLosesTheType() {
    VimDriver forgetful =
        new VimDriver() {
          @Override
          public VimInstance refresh(VimInstance vim) {
            return Samples.vim().withType(null);
          }
        };
    try (Calls calls = new Calls(forgetful)) {
      assertThat(failure(calls.call(body("refresh", VIM)))).contains("dropped its type");
    }
  }

  @Test
  void carriesTheServerOfACause() {
    VimDriverException inner =
        new VimDriverException("half made", Samples.server("left-behind"), null);
    JsonNode answer =
        CatalogueJson.read(
            PluginProtocol.writeException(new IllegalStateException("outer", inner)),
            JsonNode.class);

    assertThat(answer.at("/exception/server/extId").asText()).isEqualTo("left-behind");
    assertThat(answer.at("/exception/detailMessage").asText()).isEqualTo("outer");
  }

  @Test
  void shortensAnExceptionThatIsTooLongForAMessage() {
    byte[] answer =
        PluginProtocol.writeException(
            new IllegalStateException("x".repeat(MessageBus.MAX_MESSAGE_SIZE)));

    assertThat(answer).hasSizeLessThan(1000);
  }

  @Test
  void reportsAnErrorThatIsNoException() {
    VimDriver broken =
        new VimDriver() {
          @Override
          public String getType(VimInstance vim) {
            throw new NoClassDefFoundError("com/example/Gone");
          }
        };
    try (Calls calls = new Calls(broken)) {
      assertThat(failure(calls.call(body("getType", VIM)))).isEqualTo("com/example/Gone");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[1]",
        "7",
        "{\"parameters\":[]}",
        "{\"methodName\":",
        "{\"methodName\":7}",
        "{\"methodName\":[\"refresh\"],\"parameters\":[]}"
      })
  void answersABodyThatIsNoCall(String body) {
    try (Calls calls = new Calls(driver)) {
      assertThat(failure(calls.call(body))).startsWith("the call ");
      assertThat(driver.calls).isEmpty();
    }
  }

  @Test
  void rejectsABodyThatIsNoCallWhenNobodyWaits() {
    try (Calls calls = new Calls(driver)) {
      CompletionStage<?> stage = calls.handle("secret".getBytes(StandardCharsets.UTF_8), null);
      assertThatThrownBy(() -> stage.toCompletableFuture().get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"v-1","name":"pop1"} | v-1
          {"name":"pop1"}            | pop1
          {"id":null,"name":"pop1"}  | pop1
          {}                         | ''
          7                          | ''
          """)
  void tellsVimsApartByIdOrElseByName(String vim, String key) {
    JsonNode parameter = CatalogueJson.read(vim, JsonNode.class);

    assertThat(new Parameters("refresh", List.of(parameter), Dialect.SINCE_5).vimKey())
        .isEqualTo(key);
  }

  private JsonNode call(String function, String... parameters) {
    try (Calls calls = new Calls(driver)) {
      return calls.call(body(function, parameters));
    }
  }

  private String failure(String function, String... parameters) {
    return failure(call(function, parameters));
  }

  private static String failure(JsonNode answer) {
    assertThat(answer.has("answer")).isFalse();
    return answer.at("/exception/detailMessage").asText();
  }

  private static String body(String function, String... parameters) {
    return "{\"methodName\":\""
        + function
        + "\",\"parameters\":["
        + String.join(",", parameters)
        + "]}";
  }
}
