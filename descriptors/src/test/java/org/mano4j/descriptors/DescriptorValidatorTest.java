package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;

/** How documents are read and findings reported; what the rules find is in RuleCasesTest. */
class DescriptorValidatorTest {

  @ParameterizedTest
  @ValueSource(strings = {"as-onboarded", "as-stored", "appendix-c"})
  void findsNothingWrongWithASampleDescriptor(String name) {
    ValidationReport<NetworkServiceDescriptor> report =
        validate(RuleCase.resource("/nsd/" + name + ".json"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.descriptor().orElseThrow().vnfd()).hasSize(2);
  }

  @Test
  void readsTheDescriptorOfAVnfThatStandsAlone() {
    ValidationReport<VirtualNetworkFunctionDescriptor> report =
        DescriptorValidator.validateVnfd(
            "vnfd.json", RuleCase.sound("vnfd").getBytes(StandardCharsets.UTF_8));

    assertThat(report.findings()).isEmpty();
    assertThat(report.descriptor().orElseThrow().name()).isEqualTo("client");
  }

  @Test
  void knowsOnlyWhatItIsToldOfTheSite() {
    String nsd = RuleCase.sound("small").replace("server:1", "server:9");
    byte[] bytes = nsd.getBytes(StandardCharsets.UTF_8);

    assertThat(validate(nsd).findings()).isEmpty();
    assertThat(DescriptorValidator.forVims(List.of()).nsd("f", bytes).findings()).isEmpty();
    assertThat(DescriptorValidator.forVims(Vims.clouds()).nsd("f", bytes).findings()).isEmpty();
    assertThat(DescriptorValidator.forVims(Vims.all()).nsd("f", bytes).findings())
        .extracting(Finding::rule)
        .containsExactly("unknown-image");
  }

  @Test
  void asksNoWishOfAPopWhereThereIsNone() {
    byte[] nsd =
        RuleCase.sound("small")
            .replace("\"vm_image\"", "\"vdu_constraint\": \"alone\", \"vm_image\"")
            .replace("{ \"name\": \"private\"", "{ \"qos\": [\"gold\"], \"name\": \"private\"")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(DescriptorValidator.validateNsd("f", nsd).findings()).hasSize(2);
    assertThat(DescriptorValidator.forVims(Vims.clouds()).nsd("f", nsd).findings()).isEmpty();
  }

  @Test
  void printsAFindingAsCompilersDo() {
    assertThat(only(RuleCase.sound("nsd").replace("\"scale_in_out\": 5", "\"scale_in_out\": 1")))
        .hasToString(
            "calls.json:48:27: error [impossible-scaling] VDU 'front' of VNFD 'client' starts with"
                + " 2 instances but may have at most 1; set scale_in_out to 2 or more, or remove"
                + " elements of vnfc");
  }

  @Test
  void countsColumnsInCharacters() {
    Finding finding =
        only(
            RuleCase.sound("nsd")
                .replace("{ \"source\": \"server\"", "{ \"ü→é\": 1, \"source\": \"x\""));

    assertThat(finding.rule()).isEqualTo("unknown-vnf");
    assertThat(finding.column()).isEqualTo(27);
  }

  @Test
  void reportsAllFindingsInTheOrderOfTheDocument() {
    String broken =
        RuleCase.sound("nsd")
            .replace("\"source\": \"server\"", "\"source\": \"nobody\"")
            .replace("\"name\": \"store\",", "\"name\": \"front\",")
            .replace("\"scale_in_out\": 5", "\"scale_in_out\": \"many\"")
            .replace("[\"server:1\"]", "[\"server:1\", {\"a\": 1}]")
            .replace("{ \"name\": \"inner\" }", "{ \"name\": \"inner\", \"qos\": [\"gold\"] }");

    assertThat(validate(broken).findings())
        .extracting(Finding::rule)
        .containsExactly(
            "unheeded-qos", "wrong-type", "duplicate-vdu", "wrong-type", "unknown-vnf");
  }

  @Test
  void sortsFindingsOfSeveralFilesByFile() {
    Findings findings = new Findings("sipp.tar");
    Rule<Located> rule = Rule.applied("r", Severity.ERROR, "d");
    findings.in("sipp.tar!/vnfd.json").add(rule, "", 1, 1, "third", "");
    findings.add(rule, "", 2, 1, "second", "");
    findings.in("sipp.tar!/vnfd.json").add(rule, "", 7, 1, "fourth", "");
    findings.add(rule, "", 1, 9, "first", "");

    assertThat(findings.sorted())
        .extracting(Finding::problem)
        .containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void aWrongTypeHasOneFindingHoweverManyRulesTripOverIt() {
    String nsd = RuleCase.sound("nsd");
    String head = nsd.substring(0, nsd.indexOf("\"vnfd\": ["));
    String tail = nsd.substring(nsd.indexOf("\"vnf_dependency\""));

    Finding finding = only(head + "\"vnfd\": \"x\", " + tail);

    assertThat(finding.rule()).isEqualTo("wrong-type");
    assertThat(finding.pointer()).isEqualTo("/vnfd");
  }

  @Test
  void anElementOfAWrongTypeIsNotCounted() {
    String nsd =
        RuleCase.sound("small")
            .replace("\"vnfc\": [", "\"scale_in_out\": 1, \"vnfc\": [ 7,")
            .replace("\"vm_image\"", "\"name\": \"v\", \"vm_image\"");

    assertThat(only(nsd).rule()).isEqualTo("wrong-type");
  }

  @ParameterizedTest
  @CsvSource({
    "<=, 40, >, 40, false",
    "<, 40, >=, 40, false",
    "<=, 40, >=, 40, true",
    "<=, 40, =, 40, true",
    "<, 40, =, 40, false",
    "<=, 40, >, 39.9, true",
    ">, 40, >, 60, true",
    "<=, 40, !=, 40, false"
  })
  void seesWhetherOneMeasurementScalesOutAndIn(
      String out, String most, String in, String least, boolean contradictory) {
    String nsd =
        RuleCase.sound("nsd")
            .replace(", \"target\": \"caller\"", "")
            .replace(
                "\"comparisonOperator\": \"<=\", \"threshold\": 40",
                "\"comparisonOperator\": \"" + out + "\", \"threshold\": " + most)
            .replace(
                "\"comparisonOperator\": \">\", \"threshold\": 60",
                "\"comparisonOperator\": \"" + in + "\", \"threshold\": " + least);

    assertThat(validate(nsd).findings())
        .extracting(Finding::rule)
        .isEqualTo(contradictory ? List.of("contradictory-policies") : List.of());
  }

  @Test
  void trustsAVnfdThatIsGivenByItsIdAlone() {
    String nsd =
        """
        {"name":"s","vendor":"v","version":"1","vld":[{"name":"perhaps used"}],
         "vnfd":[{"id":"5a1100cb-7b1c-4d2e-9f3a-0242ac1110cb"}],
         "vnf_dependency":[{"source":"a","target":"b","parameters":["p"]}]}
        """;

    assertThat(validate(nsd).findings()).extracting(Finding::rule).containsExactly("unusable-name");
  }

  @Test
  void isLenientWithoutAnyLinkButNotWithAddressesOnIt() {
    String nsd = RuleCase.sound("small").replace("\"vld\": [ { \"name\": \"private\" } ],", "");

    assertThat(validate(nsd).findings()).extracting(Finding::rule).containsExactly("no-links");
    assertThat(
            validate(nsd.replace("\"private\" }", "\"private\", \"fixedIp\": \"10.0.0.1\" }"))
                .findings())
        .extracting(Finding::rule)
        .containsExactly("no-links", "fixed-ip-without-cidr");
  }

  @Test
  void readsWhatIsNoListAsAListOfOneButSaysSo() {
    String nsd = RuleCase.sound("small").replace("[\"server:1\"]", "\"server:1\"");

    ValidationReport<NetworkServiceDescriptor> report = validate(nsd);

    assertThat(report.findings()).extracting(Finding::rule).containsExactly("lone-value");
    assertThat(report.descriptor().orElseThrow().vnfd().get(0).vdu().get(0).vmImage())
        .containsExactly("server:1");
  }

  @Test
  void acceptsWhatOtherVersionsSay() {
    String nsd =
        RuleCase.sound("small")
            .replaceFirst("\\{", "{ \"hb_version\": 3, \"x\": {}, \"hbVersion\": \"4\", ")
            .replace("{ \"vm_image\"", "{ \"version\": 2, \"scale_in_out\": 1.0, \"vm_image\"");

    assertThat(validate(nsd).findings()).isEmpty();
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
    ValidationReport<NetworkServiceDescriptor> report = validate(json);

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
    assertThat(validate("\ufeff" + RuleCase.sound("nsd")).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"text\"", "null", "true"})
  void refusesADocumentThatIsNoObject(String json) {
    assertThat(only(json).rule()).isEqualTo("no-object");
    assertThat(only(json).pointer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {250, 100_000})
  void survivesDeepNesting(int levels) {
    String deep = "{\"vnfd\":" + "[".repeat(levels) + "]".repeat(levels) + "}";

    assertThat(only(deep).rule()).isEqualTo("not-json");
    assertThat(only(deep).problem()).contains("nested deeper").doesNotContain("`");
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
  void saysThatAValueWhichALaterOneReplacesCannotBeRead(String json) {
    assertThat(validate(json).findings())
        .extracting(Finding::rule)
        .contains("duplicate-key", "unreadable");
    assertThat(validate(json).findings())
        .filteredOn(f -> f.rule().equals("unreadable"))
        .allSatisfy(f -> assertThat(f.problem()).contains("hbVersion").doesNotContain("line"));
  }

  @Test
  void showsLongAndUnprintableTextsShortAndOnOneLine() {
    String name = "a\\n" + "x".repeat(1000);
    String nsd =
        RuleCase.sound("nsd").replace("\"source\": \"server\"", "\"source\": \"" + name + "\"");

    assertThat(only(nsd).problem()).hasSizeLessThan(200).contains("'a?xxx").doesNotContain("\n");
  }

  @Test
  void boundsTheNumberOfFindingsAndKeepsTheErrors() {
    String vnfds =
        IntStream.range(0, 5000)
            .mapToObj(i -> "{\"name\":\"" + i + " x\"}")
            .collect(Collectors.joining(","));

    List<Finding> findings = validate("{\"vnfd\":[" + vnfds + "]}").findings();

    assertThat(findings).hasSize(1000);
    assertThat(findings).extracting(Finding::severity).containsOnly(Severity.ERROR);
  }

  @Test
  void tellsItsRules() {
    List<RuleInfo> rules = DescriptorValidator.rules();

    assertThat(rules).extracting(RuleInfo::id).doesNotHaveDuplicates().allMatch(KEBAB);
    assertThat(rules).extracting(RuleInfo::description).allMatch(SENTENCE);
    assertThat(rules.stream().map(RuleInfo::id).collect(Collectors.toSet()))
        .containsAll(Set.of("cycle", "unused-link", "missing-name", "wrong-type"));
  }

  private static final Predicate<String> KEBAB = id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*");

  private static final Predicate<String> SENTENCE = text -> text.matches("[A-Z][^\\n]*\\.");

  private static Finding only(String json) {
    List<Finding> findings = validate(json).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static ValidationReport<NetworkServiceDescriptor> validate(String json) {
    return DescriptorValidator.validateNsd("calls.json", json.getBytes(StandardCharsets.UTF_8));
  }
}
