package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.descriptors.PackageTar.INSTALL;
import static org.mano4j.descriptors.PackageTar.METADATA;
import static org.mano4j.descriptors.PackageTar.VNFD;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackageCheckTest {

  /**
   * A package that breaks one rule and no other.
   *
   * @param rule the rule
   * @param file the file of the finding, after the archive
   * @param pointer into that file
   * @param change what breaks it
   */
  record Case(String rule, String file, String pointer, UnaryOperator<PackageTar> change) {

    @Override
    public String toString() {
      return rule;
    }
  }

  private static final String IN_METADATA = "!/" + METADATA;
  private static final String IN_VNFD = "!/" + VNFD;

  private static Case broken(String rule, UnaryOperator<PackageTar> change) {
    return new Case(rule, "", "", change);
  }

  private static Case entry(String rule, String entry, UnaryOperator<PackageTar> change) {
    return new Case(rule, "!/" + entry, "", change);
  }

  private static Case metadata(String rule, String pointer, String text, String replacement) {
    return new Case(rule, IN_METADATA, pointer, tar -> tar.replace(METADATA, text, replacement));
  }

  private static final String IMAGE =
      """
        upload: "check"
        names:
          - mano4j/sipp-client:latest
        link: mano4j/sipp-client:latest
      """;

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(broken("package-without-metadata", tar -> tar.remove(METADATA)));
    cases.add(broken("package-without-vnfd", tar -> tar.remove(VNFD)));
    cases.add(broken("several-vnfds", tar -> tar.add("other.json", "{}")));
    cases.add(entry("unsafe-entry-name", "../x", tar -> tar.add("../x", "x")));
    cases.add(
        entry(
            "not-a-file", "scripts/x", t -> t.add("scripts/x", TarConstants.LF_LINK, new byte[0])));
    cases.add(entry("duplicate-entry", INSTALL, tar -> tar.add("./" + INSTALL, "x")));
    cases.add(
        entry(
            "too-large-package",
            "scripts/x",
            tar -> tar.add("scripts/x", new byte[17 * 1024 * 1024])));
    cases.add(entry("image-in-package", "sipp.img", tar -> tar.add("sipp.img", "x")));
    cases.add(entry("image-in-package", "scripts/a.img", t -> t.add("scripts/a.img", "x")));
    cases.add(entry("script-in-folder", "scripts/a/b.sh", tar -> tar.add("scripts/a/b.sh", "x")));
    cases.add(entry("unused-script", "scripts/other.sh", tar -> tar.add("scripts/other.sh", "x")));
    cases.add(entry("unused-file", "Makefile", tar -> tar.add("Makefile", "all:")));
    cases.add(entry("metadata-name", "metadata.yaml", t -> t.rename(METADATA, "metadata.yaml")));
    cases.add(broken("leading-dot", tar -> tar.rename(INSTALL, "./" + INSTALL)));
    cases.add(entry("macos-companion", "._vnfd.json", tar -> tar.add("._vnfd.json", "x")));
    cases.add(
        new Case("not-yaml", IN_METADATA, "", t -> t.replace(METADATA, "name: s", "name: [s")));
    cases.add(metadata("duplicate-key", "/tag", "tag: lab", "tag: lab\ntag: lab"));
    cases.add(metadata("wrong-metadata-type", "/nfvo_version", "6.0.0", "6.0"));
    cases.add(metadata("wrong-metadata-type", "/vim_types", "\n  - docker", " docker"));
    cases.add(metadata("wrong-metadata-type", "/vim_types", "\n  - docker", ""));
    cases.add(metadata("wrong-metadata-type", "/image/names/0", "- mano4j", "- [mano4j]\n    - b"));
    cases.add(metadata("wrong-metadata-type", "/image-config/minCPU", "minCPU: 1", "minCPU: one"));
    cases.add(metadata("wrong-metadata-type", "/image-config/minRam", "256", "1.5"));
    cases.add(metadata("wrong-metadata-type", "/image-config/isPublic", ": no", ": \"no\""));
    cases.add(metadata("wrong-metadata-type", "/image", "image:\n" + IMAGE, "image: a\n"));
    cases.add(metadata("wrong-metadata-type", "/requirements/memory", "512", "{a: 1}"));
    cases.add(metadata("wrong-metadata-type", "/additional-repos/0/type", "deb\n", "[deb]\n"));
    cases.add(metadata("unknown-metadata-key", "/descripton", "description", "descripton"));
    cases.add(metadata("unknown-metadata-key", "/image/url", "link:", "url: x\n  link:"));
    cases.add(metadata("missing-package-name", "", "name: sipp-client\n", ""));
    cases.add(metadata("missing-provider", "", "provider: mano4j\n", ""));
    cases.add(metadata("missing-nfvo-version", "", "nfvo_version: 6.0.0\n", ""));
    cases.add(metadata("missing-vim-types", "", "vim_types:\n  - docker\n", ""));
    cases.add(metadata("two-spellings", "/vendor", "provider:", "vendor: mano4j\nprovider:"));
    cases.add(metadata("missing-image-choice", "", "image:\n" + IMAGE, ""));
    cases.add(metadata("unknown-upload", "/image/upload", "\"check\"", "maybe"));
    cases.add(metadata("unknown-upload", "/image", "  upload: \"check\"\n", ""));
    cases.add(metadata("unquoted-upload", "/image/upload", "\"check\"", "true"));
    cases.add(metadata("unquoted-upload", "/image/upload", "\"check\"", "yes"));
    cases.add(
        metadata("image-not-named", "/image", "  names:\n    - mano4j/sipp-client:latest\n", ""));
    cases.add(
        new Case(
            "image-not-named",
            IN_METADATA,
            "/image",
            t ->
                t.replace(METADATA, "\"check\"", "\"false\"")
                    .replace(METADATA, "  names:\n    - mano4j/sipp-client:latest\n", "")));
    cases.add(metadata("missing-image-link", "/image", "  link: mano4j/sipp-client:latest\n", ""));
    cases.add(metadata("incomplete-image-config", "/image-config", "  minDisk: 2\n", ""));
    cases.add(metadata("incomplete-repository", "/additional-repos/0/type", "deb\n", "apk\n"));
    cases.add(
        metadata(
            "incomplete-repository",
            "/additional-repos/0",
            "    configuration:\n      - deb https://example.org/debian stable main\n",
            ""));
    cases.add(metadata("scripts-ignored", "/scripts-link", "tag:", "scripts-link: x\ntag:"));
    cases.add(metadata("different-name", "/name", "name: sipp-client\ndesc", "name: sipp\ndesc"));
    cases.add(metadata("different-provider", "/provider", "r: mano4j", "r: somebody"));
    cases.add(metadata("different-version", "/version", "1.10", "1.1"));
    cases.add(
        new Case(
            "package-location-set",
            IN_VNFD,
            "/vnfPackageLocation",
            t -> t.replace(VNFD, "\"type\"", "\"vnfPackageLocation\": \"x\",\n  \"type\"")));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsExactlyWhatIsBroken(Case broken) {
    ValidationReport<VnfPackage> report = broken.change().apply(PackageTar.sound()).validate();

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(broken.rule());
              assertThat(finding.file()).isEqualTo("sipp.tar" + broken.file());
              assertThat(finding.pointer()).isEqualTo(broken.pointer());
              assertThat(finding.line()).isPositive();
              assertThat(finding.column()).isPositive();
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void anArchiveThatIsNoneIsOneFinding() {
    assertThat(PackageTar.validate("x".getBytes(StandardCharsets.UTF_8)).findings())
        .extracting(Finding::rule)
        .containsExactly("not-a-tar");
    byte[] whole = PackageTar.sound().bytes();
    assertThat(PackageTar.validate(Arrays.copyOf(whole, 4000)).findings())
        .extracting(Finding::rule)
        .containsExactly("damaged-archive");
  }

  @Test
  void everyRuleOfPackagesHasAPackageThatBreaksIt() {
    List<String> rules =
        PackageRules.all()
            .map(Rule::id)
            .filter(rule -> !List.of("not-a-tar", "damaged-archive").contains(rule))
            .toList();

    assertThat(cases()).extracting(Case::rule).containsAll(rules);
    assertThat(rules).doesNotHaveDuplicates();
  }

  @Test
  void theSampleHasNoFinding() {
    ValidationReport<VnfPackage> report = PackageTar.sound().validate();

    assertThat(report.findings()).isEmpty();
    assertThat(report.descriptor()).hasValue(PackageTar.sound().read());
  }

  @Test
  void missesTheScriptsThatTheVnfdNames() {
    ValidationReport<VnfPackage> report = PackageTar.sound().remove(INSTALL).validate();

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("missing-script");
              assertThat(finding.file()).isEqualTo("sipp.tar!/vnfd.json");
              assertThat(finding.pointer()).isEqualTo("/lifecycle_event/0/lifecycle_events/0");
              assertThat(finding.line()).isEqualTo(8);
              assertThat(finding.column()).isEqualTo(52);
            });
  }

  @Test
  void pointsIntoTheYaml() {
    ValidationReport<VnfPackage> report =
        PackageTar.sound().replace(METADATA, "upload: \"check\"", "upload: maybe").validate();

    assertThat(report.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "sipp.tar!/Metadata.yaml:16:11: error [unknown-upload] there is no option 'maybe';"
                + " set upload: to \"true\", \"false\" or \"check\"");
  }

  @Test
  void findsAllAtOnceAndFileByFile() {
    ValidationReport<VnfPackage> report =
        PackageTar.sound()
            .add("notes.txt", "x")
            .add("../x", "x")
            .replace(METADATA, "provider:", "provder:")
            .replace(METADATA, "\"check\"", "maybe")
            .replace(VNFD, "\"type\"", "\"vnfPackageLocation\": \"x\", \"type\"")
            .validate();

    Map<String, String> found = new LinkedHashMap<>();
    report.findings().forEach(f -> found.merge(f.file(), f.rule(), (a, b) -> a + " " + b));
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "sipp.tar!/../x", "unsafe-entry-name",
                "sipp.tar!/Metadata.yaml", "missing-provider unknown-metadata-key unknown-upload",
                "sipp.tar!/vnfd.json", "package-location-set",
                "sipp.tar!/notes.txt", "unused-file"));
  }

  @Test
  void aNearKeyIsOffered() {
    assertThat(
            PackageTar.sound().replace(METADATA, "description", "descripton").validate().findings())
        .extracting(Finding::remedy)
        .singleElement()
        .asString()
        .startsWith("did you mean 'description'?");
  }

  @Test
  void scriptsThatComeFromElsewhereAreNotMissed() {
    PackageTar tar = PackageTar.sound().replace(METADATA, "tag:", "scripts-link: x\ntag:");
    List.of("install", "server_start", "functions")
        .forEach(s -> tar.remove("scripts/" + s + ".sh"));

    assertThat(tar.validate().findings()).isEmpty();
  }

  @Test
  void aBooleanFalseIsFineForUpload() {
    PackageTar tar =
        PackageTar.sound()
            .replace(METADATA, "upload: \"check\"", "upload: false")
            .replace(METADATA, "  link: mano4j/sipp-client:latest\n", "");

    assertThat(tar.validate().findings()).isEmpty();
  }

  @Test
  void userDataIsLookedForByItsName() {
    assertThat(PackageTar.sound().add("scripts/userdata.sh", "x").validate().findings()).isEmpty();
  }

  @Test
  void aPackageThatCannotBeReadHasNoDescriptor() {
    assertThat(PackageTar.sound().remove(METADATA).validate().descriptor()).isEmpty();
    assertThat(PackageTar.sound().replace(VNFD, "\"vdu\": [", "\"vdu\": {").validate().descriptor())
        .isEmpty();
  }

  @Test
  void theVnfdOfAPackageIsCheckedWithItsPlace() {
    ValidationReport<VnfPackage> report =
        PackageTar.sound().replace(VNFD, "\"scale_in_out\": 5", "\"scale_in_out\": 5,,").validate();

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().get(0).toString())
        .startsWith("sipp.tar!/vnfd.json:14:")
        .contains("[not-json]");
  }
}
