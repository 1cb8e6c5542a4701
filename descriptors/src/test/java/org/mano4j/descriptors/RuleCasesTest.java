package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule has descriptors that break exactly it. */
class RuleCasesTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatIsBrokenAndNothingElse(RuleCase broken) {
    assertThat(validate(broken.kind(), broken.document()))
        .containsExactly(
            new Finding(
                Severity.valueOf(broken.severity().toUpperCase(Locale.ROOT)),
                broken.rule(),
                broken.pointer(),
                "descriptor.json",
                broken.line(),
                broken.column(),
                broken.problem(),
                broken.remedy()));
  }

  static List<RuleCase> cases() {
    return RuleCase.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nsd", "small", "site", "cloud", "vnfd", "package"})
  void findsNothingBeforeTheChange(String kind) {
    assertThat(validate(kind, RuleCase.sound(kind))).isEmpty();
  }

  @Test
  void everyRuleHasACase() {
    Set<String> covered = RuleCase.all().stream().map(RuleCase::rule).collect(Collectors.toSet());
    // what these need is no small change: DescriptorValidatorTest has them
    Set<String> elsewhere = Set.of("too-large", "no-object", "unreadable");

    assertThat(
            descriptorRules()
                .map(Rule::id)
                .filter(id -> !elsewhere.contains(id))
                .filter(id -> !covered.contains(id)))
        .isEmpty();
  }

  @Test
  void everyCaseHasARuleOfItsSeverity() {
    Set<String> rules =
        descriptorRules()
            .map(rule -> rule.severity().name().toLowerCase(Locale.ROOT) + " " + rule.id())
            .collect(Collectors.toSet());

    assertThat(RuleCase.all()).allMatch(c -> rules.contains(c.severity() + " " + c.rule()));
  }

  private static Stream<Rule<?>> descriptorRules() {
    return RuleBook.ofDescriptors();
  }

  private static List<Finding> validate(String kind, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return switch (kind) {
      case "nsd", "small" -> DescriptorValidator.validateNsd("descriptor.json", bytes).findings();
      case "vnfd" -> DescriptorValidator.validateVnfd("descriptor.json", bytes).findings();
      case "site" ->
          DescriptorValidator.forVims(Vims.all()).nsd("descriptor.json", bytes).findings();
      case "cloud" ->
          DescriptorValidator.forVims(Vims.clouds()).nsd("descriptor.json", bytes).findings();
      case "package" -> inPackage(bytes);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static List<Finding> inPackage(byte[] json) {
    Findings findings = new Findings("descriptor.json");
    DescriptorValidator.vnfd(
        json,
        Surroundings.UNKNOWN.inPackage(Set.of("install.sh", "start.sh", "stop.sh"), true),
        findings);
    return findings.sorted();
  }
}
