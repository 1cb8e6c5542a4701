package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;

/** Whatever stands in a descriptor, the validator says what is wrong and where. */
class HostileDescriptorsTest {

  static final List<String> SAMPLES = Mutants.SAMPLES;

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void survivesAnyValueAtAnyPlace(String sample) {
    Mutants.single(sample, HostileDescriptorsTest::check);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void survivesManyMistakesAtOnce(long seed) {
    DescriptorValidator onSite = DescriptorValidator.forVims(Vims.all());
    Mutants.many(
        seed,
        (what, json) -> {
          check(what, json);
          assertThat(onSite.nsd("f", json).findings()).as(what).isNotNull();
        });
  }

  private static void check(String what, byte[] json) {
    ValidationReport<NetworkServiceDescriptor> report = DescriptorValidator.validateNsd("f", json);

    assertThat(report.findings())
        .as(what)
        .noneMatch(f -> f.rule().equals("not-json"))
        // whatever has no type, such as what no version knows, has no other rule for its size
        .noneMatch(f -> f.rule().equals("unreadable") && !f.problem().contains("exponent"))
        .allMatch(f -> f.line() > 0 && f.column() > 0)
        .allMatch(f -> !f.problem().isBlank() && !f.remedy().isBlank())
        .doesNotHaveDuplicates();
    assertThat(report.descriptor().isPresent() || report.hasErrors()).as(what).isTrue();
  }
}
