package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorValidatorTest {

  @ParameterizedTest
  @ValueSource(strings = {"sound", "as-onboarded", "as-stored", "before-5.0"})
  void findsNothingWrongWithASoundDescriptor(String name) {
    ValidationReport report = validate(resource(name));

    assertThat(report.findings()).isEmpty();
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.descriptor().orElseThrow().vnfd()).hasSize(2);
  }

  /** Each breaks one thing in the sound descriptor: rule, place, text, and what replaces it. */
  static Stream<Arguments> broken() {
    return Stream.of(
        arguments(
            "unknown-vnf",
            "/vnf_dependency/0/source",
            "\"source\": \"server\"",
            "\"source\": \"sever\""),
        arguments(
            "unknown-vnf",
            "/vnf_dependency/0/target",
            "\"target\": \"client\"",
            "\"target\": \"clint\""),
        arguments(
            "unknown-vnf",
            "/vnfd/1/requires/cliant",
            "\"requires\": { \"client\"",
            "\"requires\": { \"cliant\""),
        arguments(
            "self-dependency",
            "/vnf_dependency/0/target",
            "\"target\": \"client\"",
            "\"target\": \"server\""),
        arguments(
            "self-dependency", "/vnfd/1/requires/server", "{ \"client\": {", "{ \"server\": {"),
        arguments("incomplete-dependency", "/vnf_dependency/0", "\"source\": \"server\",", ""),
        arguments(
            "incomplete-dependency",
            "/vnf_dependency/0/target",
            "\"target\": \"client\"",
            "\"target\": \"\""),
        arguments(
            "dependency-without-parameters",
            "/vnf_dependency/0",
            ", \"parameters\": [\"private\"]",
            ""),
        arguments(
            "dependency-without-parameters", "/vnf_dependency/0/parameters", "[\"private\"]", "[]"),
        arguments(
            "undeclared-link",
            "/vnfd/0/vdu/0/vnfc/1/connection_point/0/virtual_link_reference",
            "reference\": \"inner\"",
            "reference\": \"outer\""),
        arguments(
            "undeclared-link",
            "/vnfd/1/vdu/0/vnfc/0/connection_point/0/virtual_link_reference",
            "reference\": \"private\" } ] } ]\n        }\n      ],\n      \"requires",
            "reference\": \"inner\" } ] } ]\n        }\n      ],\n      \"requires"),
        arguments(
            "missing-link-reference",
            "/vnfd/0/vdu/1/vnfc/0/connection_point/0",
            "\"virtual_link_reference\": \"public\"",
            ""),
        arguments("impossible-scaling", "/vnfd/0/vdu/0/scale_in_out", "out\": 2", "out\": 0"),
        arguments("impossible-scaling", "/vnfd/0/vdu/0/scale_in_out", "out\": 2", "out\": -1"),
        arguments("impossible-scaling", "/vnfd/0/vdu/0/scale_in_out", "out\": 2", "out\": 1"),
        arguments("impossible-scaling", "/vnfd/0/vdu/0/scale_in_out", "out\": 2", "out\": \"1\""),
        arguments("duplicate-vnfd", "/vnfd/1/name", "\"name\": \"server\"", "\"name\": \"client\""),
        arguments("duplicate-vdu", "/vnfd/0/vdu/1/name", "\"name\": \"two\"", "\"name\": \"one\""),
        arguments(
            "duplicate-link",
            "/vld/1/name",
            "{ \"name\": \"public\" }",
            "{ \"name\": \"private\" }"),
        arguments("duplicate-link", "/vnfd/0/virtual_link/1/name", "\"spare\"", "\"inner\""),
        arguments("missing-name", "", "\"name\": \"calls\",", ""),
        arguments("missing-name", "/vnfd/1", "\"name\": \"server\",", ""),
        arguments("missing-name", "/vnfd/1/name", "\"name\": \"server\",", "\"name\": \" \","),
        arguments("missing-type", "/vnfd/1", "\"type\": \"server\",", ""),
        arguments(
            "missing-endpoint", "/vnfd/0", "\"endpoint\": \"mgmt\",\n      \"virtual", "\"virtual"),
        arguments("missing-link-name", "/vld/1", "{ \"name\": \"public\" }", "{}"),
        arguments("missing-link-name", "/vnfd/0/virtual_link/1", "{ \"name\": \"spare\" }", "{}"),
        arguments("missing-image", "/vnfd/0/vdu/1", "\"vm_image\": [\"client:2\"],", ""),
        arguments("missing-image", "/vnfd/0/vdu/1/vm_image", "[\"client:2\"]", "[]"),
        arguments(
            "missing-component",
            "/vnfd/0/vdu/0/vnfc",
            "\"vnfc\": [\n            {",
            "\"vnfc\": [], \"x\": [ {"),
        arguments(
            "unknown-event", "/vnfd/0/lifecycle_event/0/event", "INSTANTIATE", "INSTANTIATED"),
        arguments("unknown-event", "/vnfd/0/lifecycle_event/0", "\"event\": \"INSTANTIATE\",", ""),
        arguments("wrong-type", "/vnfd/0/vdu/0/scale_in_out", "out\": 2", "out\": \"many\""),
        arguments("wrong-type", "/vnfd/0/vdu/0/scale_in_out", "out\": 2", "out\": {\"a\": [1]}"),
        arguments(
            "wrong-type", "/vld/2", "{ \"name\": \"public\" }", "{ \"name\": \"public\" }, 7"),
        arguments(
            "duplicate-key",
            "/vnfd/0/vdu/0/scale_in_out",
            "out\": 2",
            "out\": 2, \"scale_in_out\": 2"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void findsWhatIsBrokenAndWhere(String rule, String pointer, String text, String replacement) {
    String sound = resource("sound");
    String broken = sound.replace(text, replacement);
    assertThat(broken).as("the text to break").isNotEqualTo(sound);

    List<Finding> findings = validate(broken).findings();

    assertThat(findings).extracting(Finding::rule).as(findings.toString()).contains(rule);
    assertThat(findings).filteredOn(f -> f.rule().equals(rule)).hasSize(1);
    assertThat(findings)
        .filteredOn(f -> f.rule().equals(rule))
        .extracting(Finding::pointer)
        .containsExactly(pointer);
  }

  @Test
  void pointsAtTheValue() {
    Finding finding =
        only(resource("sound").replace("\"source\": \"server\"", "\"source\": \"sever\""));

    assertThat(finding.line()).isEqualTo(50);
    assertThat(finding.column()).isEqualTo(17);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.problem()).contains("'sever'");
    assertThat(finding.remedy()).contains("did you mean 'server'").contains("client, server");
  }

  @Test
  void printsAFindingAsCompilersDo() {
    assertThat(only(resource("sound").replace("out\": 2", "out\": 1")))
        .hasToString(
            "calls.json:23:27: error [impossible-scaling] VDU 'one' of VNFD 'client' starts with 2"
                + " instances but may have at most 1; set scale_in_out to 2 or more, or remove"
                + " elements of vnfc");
  }

  @Test
  void countsColumnsInCharacters() {
    Finding finding =
        only(
            resource("sound")
                .replace("{ \"source\": \"server\"", "{ \"ü→é\": 1, \"source\": \"x\""));

    assertThat(finding.rule()).isEqualTo("unknown-vnf");
    assertThat(finding.column()).isEqualTo(27);
  }

  @Test
  void reportsAllFindingsInTheOrderOfTheDocument() {
    String broken =
        resource("sound")
            .replace("\"source\": \"server\"", "\"source\": \"nobody\"")
            .replace("\"name\": \"two\"", "\"name\": \"one\"")
            .replace("out\": 2", "out\": \"many\"")
            .replace("\"vm_image\": [\"server:1\"]", "\"vm_image\": [\"server:1\", {\"a\": 1}]");

    assertThat(validate(broken).findings())
        .extracting(Finding::rule)
        .containsExactly("wrong-type", "duplicate-vdu", "wrong-type", "unknown-vnf");
  }

  @Test
  void refusesADescriptorWithoutVnfd() {
    assertThat(validate("{\"name\": \"s\"}").findings())
        .extracting(Finding::rule)
        .containsExactly("missing-vnfd");
  }

  @Test
  void refusesAVnfdWithoutVdu() {
    String nsd =
        "{\"name\":\"s\",\"vnfd\":[{\"name\":\"a\",\"type\":\"a\",\"endpoint\":\"mgmt\"}]}";

    assertThat(only(nsd).rule()).isEqualTo("missing-vdu");
  }

  @Test
  void onlyWarnsWhereNoLinkIsDeclaredAtAll() {
    String nsd =
        """
        {"name":"s","vnfd":[{"name":"a","type":"a","endpoint":"mgmt","vdu":[{"vm_image":["i"],
          "vnfc":[{"connection_point":[{"virtual_link_reference":"private"}]}]}]}]}
        """;

    ValidationReport report = validate(nsd);

    assertThat(report.findings()).extracting(Finding::rule).containsExactly("no-links");
    assertThat(report.hasErrors()).isFalse();
  }

  @Test
  void trustsAVnfdThatIsGivenByItsIdAlone() {
    String nsd =
        """
        {"name":"s","vnfd":[{"id":"5a1100cb-7b1c-4d2e-9f3a-0242ac1110cb"}],
         "vnf_dependency":[{"source":"a","target":"b","parameters":["p"]}]}
        """;

    assertThat(validate(nsd).findings()).isEmpty();
  }

  @Test
  void readsSingleValuesAsLists() {
    String nsd =
        """
        {"name":"s","vld":{"name":"l"},"vnfd":{"name":"a","type":"a","endpoint":"mgmt",
          "vdu":{"vm_image":"i","vnfc":{"connection_point":{"virtual_link_reference":"k"}}}}}
        """;

    assertThat(only(nsd).rule()).isEqualTo("undeclared-link");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1 | 1",
        "`{` | 1 | 2",
        "`{\n  \"name\": \"a\",\n}` | 3 | 1",
        "`{\n \"name\" \"a\"}` | 2 | 9",
        "`{'name': 'a'}` | 1 | 2",
        "`{} {}` | 1 | 4",
        "`name: calls` | 1 | 1",
      })
  void saysWhereADocumentIsNotJson(String json, int line, int column) {
    ValidationReport report = validate(json);

    assertThat(report.findings()).extracting(Finding::rule).containsExactly("not-json");
    assertThat(report.findings().get(0).line()).isEqualTo(line);
    assertThat(report.findings().get(0).column()).isEqualTo(column);
    assertThat(report.findings().get(0).problem()).doesNotContain("REDACTED");
    assertThat(report.descriptor()).isEmpty();
  }

  @Test
  void saysWhereADocumentIsNotUtf8() {
    byte[] latin = "{\n \"name\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

    Finding finding = DescriptorValidator.validateNsd("f", latin).findings().get(0);

    assertThat(finding.rule()).isEqualTo("not-json");
    assertThat(finding.line()).isEqualTo(2);
    assertThat(finding.column()).isEqualTo(11);
  }

  @Test
  void takesNoOffenceAtAByteOrderMark() {
    assertThat(validate("\ufeff" + resource("sound")).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"text\"", "null", "true"})
  void refusesADocumentThatIsNoObject(String json) {
    assertThat(only(json).rule()).isEqualTo("wrong-type");
    assertThat(only(json).pointer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {250, 100_000})
  void survivesDeepNesting(int levels) {
    String deep = "{\"vnfd\":" + "[".repeat(levels) + "]".repeat(levels) + "}";

    assertThat(only(deep).rule()).isEqualTo("not-json");
    assertThat(only(deep).problem()).contains("nesting").doesNotContain("`");
  }

  @Test
  void refusesAHugeDocumentUnread() {
    byte[] huge = new byte[5 * 1024 * 1024];

    assertThat(DescriptorValidator.validateNsd("f", huge).findings())
        .extracting(Finding::rule)
        .containsExactly("too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"vld\":[{\"name\":\"a\"},{\"name\":\"b\",\"hbVersion\":\"zz\"}],\"vld\":[]}",
        "{\"vld\":{\"name\":\"b\",\"hbVersion\":\"zz\"},\"vld\":[]}"
      })
  void survivesAMistakeInAValueThatALaterOneReplaces(String json) {
    assertThat(
            DescriptorValidator.validateNsd("nsd.json", json.getBytes(StandardCharsets.UTF_8))
                .findings())
        .extracting(Finding::rule)
        .contains("duplicate-key", "wrong-type");
  }

  @Test
  void boundsTheNumberOfFindings() {
    String vnfds =
        IntStream.range(0, 5000)
            .mapToObj(i -> "{\"name\":\"" + i + "\"}")
            .collect(Collectors.joining(","));

    assertThat(validate("{\"vnfd\":[" + vnfds + "]}").findings()).hasSize(1000);
  }

  @Test
  void survivesAnyValueAtAnyPlace() {
    String sound = resource("sound");
    for (String hostile :
        new String[] {"null", "7", "true", "\"x\"", "[]", "{}", "[null]", "[[]]"}) {
      for (int at = sound.indexOf(':'); at > 0; at = sound.indexOf(':', at + 1)) {
        int position = at;
        if (sound.charAt(at - 1) != '"') {
          continue;
        }
        String broken = replaceValue(sound, at + 1, hostile);

        assertThatCode(() -> validate(broken))
            .as(hostile + " at offset " + position)
            .doesNotThrowAnyException();
        assertThat(validate(broken).findings())
            .as(hostile + " at offset " + position)
            .noneMatch(f -> f.rule().equals("not-json"))
            .allMatch(f -> f.line() > 0 && f.column() > 0);
      }
    }
  }

  /** Replaces the JSON value that begins after the offset. */
  private static String replaceValue(String json, int from, String value) {
    int depth = 0;
    boolean inText = false;
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        inText = !inText;
      } else if (!inText && (c == '{' || c == '[')) {
        depth++;
      } else if (!inText && depth > 0 && (c == '}' || c == ']')) {
        depth--;
      } else if (!inText && depth == 0 && (c == ',' || c == '}' || c == ']')) {
        return json.substring(0, from) + value + json.substring(i);
      }
    }
    throw new IllegalArgumentException("no value at " + from);
  }

  private static Finding only(String json) {
    List<Finding> findings = validate(json).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static ValidationReport validate(String json) {
    return DescriptorValidator.validateNsd("calls.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in =
        DescriptorValidatorTest.class.getResourceAsStream("/nsd/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
