package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.descriptors.PackageImageBuilder;
import org.mano4j.descriptors.PackageMetadata;
import org.mano4j.descriptors.PackageMetadataBuilder;
import org.mano4j.descriptors.VnfPackage;
import picocli.CommandLine;

class ValidateCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private InputStream systemIn;

  @BeforeEach
  void rememberStandardInput() {
    systemIn = System.in;
  }

  @AfterEach
  void restoreStandardInput() {
    System.setIn(systemIn);
  }

  @Test
  void theSampleHasNoFindings() throws IOException {
    assertThat(run("validate", sipp())).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEqualToIgnoringNewLines("1 file: no findings");
  }

  @Test
  void printsFindingsAsCompilersDo() throws IOException {
    String file = sippWith("\"scale_in_out\": 5", "\"scale_in_out\": 0");

    assertThat(run("validate", file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith(file + ":" + line("\"scale_in_out\": 5") + ":27: error [impossible-scaling] ");
    assertThat(err.toString()).isEqualToIgnoringNewLines("1 file: 1 error, 0 warnings");
  }

  @Test
  void warningsAreAllowedUnlessOneIsStrict() throws IOException {
    String file = packed(tar().withFiles(Map.of("Makefile", Blob.of("all:"))));

    assertThat(run("validate", file)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .startsWith(file + "!/Makefile:1:1: warning [unused-file] ")
        .hasLineCount(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("1 file: 0 errors, 1 warning");
    assertThat(run("validate", "--strict", file)).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void checksAllFilesAlsoWhenOneIsMissing() throws IOException {
    String missing = folder.resolve("none.json").toString();
    String broken = sippWith("\"source\": \"sipp-server\"", "\"source\": \"sip-server\"");

    assertThat(run("validate", missing, broken, sipp())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString()).contains("error [unknown-vnf]").hasLineCount(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "error: cannot read "
                + missing
                + ": no such file"
                + "3 files: 1 error, 0 warnings, 1 cannot be read");
  }

  @Test
  void whatCannotBeReadIsSaidOfEachFile() {
    assertThat(run("validate", folder.toString(), folder + "/no\u0000name"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("it is a folder", "2 files: 2 cannot be read")
        .contains("Nul character not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"x\"}", "[]", "[{\"authUrl\":\"x\"}]"})
  void whatIsNoListOfVimInstancesIsRefused(String json) throws IOException {
    Path vims = Files.writeString(folder.resolve("vims.json"), json);
    Path nsd = Files.write(folder.resolve("nsd.json"), Sipp.nsd());

    assertThat(run("validate", "--vims", vims.toString(), nsd.toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("cannot read the VIM instances").contains("list");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nsd.json,     nsd",
    "vnfd.json,    vnfd",
    "sipp.tar,     package",
    "sipp.tar.gz,  package",
    "archive,      package",
    "compressed,   package",
    "broken.json,  vnfd",
    "broken.tar,   package",
    "csar.zip,     package",
    "nothing,      nsd",
    "number,       nsd"
  })
  void seesWhatAFileIs(String name, String kind) throws IOException {
    byte[] tar = bytes(tar());
    byte[] content =
        switch (name) {
          case "nsd.json" -> Sipp.nsd();
          case "vnfd.json" -> CatalogueJson.write(vnfd());
          case "sipp.tar", "archive" -> tar;
          case "sipp.tar.gz", "compressed" -> gzip(tar);
          case "broken.json" -> "{ \"name\": \"x\", \"vdu\": [ }".getBytes(StandardCharsets.UTF_8);
          case "csar.zip" -> "PK\u0003\u0004".getBytes(StandardCharsets.UTF_8);
          case "number" -> "17".getBytes(StandardCharsets.UTF_8);
          default -> new byte[0];
        };
    Path file = Files.write(folder.resolve(name), content);

    run("validate", "--json", file.toString());

    assertThat(json().at("/files/0/kind").asText()).isEqualTo(kind);
    assertThat(json().at("/files/0").has("error")).isFalse();
  }

  @Test
  void takesEveryFileForWhatItIsTold() throws IOException {
    assertThat(run("validate", "--json", "--as", "vnfd", sipp())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(json().at("/files/0/findings").findValuesAsText("rule")).contains("missing-vdu");
    assertThat(run("validate", "--json", "--as", "package", sipp())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(json().at("/files/0/findings").findValuesAsText("rule"))
        .containsExactly("not-a-tar");
    assertThat(run("validate", "--as", "nsd", sipp())).isEqualTo(ExitCode.DONE);
  }

  @Test
  void printsOneJsonDocument() throws IOException {
    String missing = folder.resolve("none.json").toString();
    String broken = sippWith("\"scale_in_out\": 5", "\"scale_in_out\": 0");

    assertThat(run("validate", "--json", broken, missing, sipp())).isEqualTo(ExitCode.BAD_INPUT);
    JsonNode document = json();
    assertThat(document.path("result").asText()).isEqualTo("failed");
    assertThat(document.path("errors").asInt()).isEqualTo(1);
    assertThat(document.path("warnings").asInt()).isZero();
    assertThat(document.path("unreadable").asInt()).isEqualTo(1);
    assertThat(document.at("/files/0/file").asText()).isEqualTo(broken);
    assertThat(document.at("/files/0/findings/0/rule").asText()).isEqualTo("impossible-scaling");
    assertThat(document.at("/files/0/findings/0/pointer").asText())
        .isEqualTo("/vnfd/0/vdu/0/scale_in_out");
    assertThat(document.at("/files/0/findings/0/line").asLong())
        .isEqualTo(line("\"scale_in_out\": 5"));
    assertThat(document.at("/files/0/findings/0/severity").asText()).isEqualTo("error");
    assertThat(document.at("/files/1/error").asText()).isEqualTo("no such file");
    assertThat(document.at("/files/2/findings").isEmpty()).isTrue();
    assertThat(err.toString()).isEmpty();

    assertThat(run("validate", "--json", sipp())).isEqualTo(ExitCode.DONE);
    assertThat(json().path("result").asText()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsStandardInput(boolean packed) throws IOException {
    System.setIn(new ByteArrayInputStream(packed ? bytes(tar()) : Sipp.nsd()));

    assertThat(run("validate", "--json", "-")).isEqualTo(ExitCode.DONE);
    assertThat(json().at("/files/0/file").asText()).isEqualTo("-");
    assertThat(json().at("/files/0/kind").asText()).isEqualTo(packed ? "package" : "nsd");
  }

  @Test
  void knowsTheSite() throws IOException {
    String site = "{ \"name\": \"bologna\", \"type\": \"docker\", \"authUrl\": \"x\" }";
    Path vims = Files.writeString(folder.resolve("vims.json"), "[" + site + "]");
    byte[] nsd =
        Sipp.nsd(n -> Sipp.vdu(n, "sipp-client").withArray("vimInstanceName").add("berlin"));
    String file = Files.write(folder.resolve("placed.json"), nsd).toString();

    assertThat(run("validate", file)).isEqualTo(ExitCode.DONE);
    assertThat(run("validate", "--vims", vims.toString(), file)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString()).contains("berlin").contains("bologna");
  }

  @Test
  void aSiteThatCannotBeReadIsBadInput() throws IOException {
    Path vims = Files.writeString(folder.resolve("vims.json"), "[17]");

    assertThat(run("validate", "--vims", vims.toString(), sipp())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("error: cannot read the VIM instances in " + vims);
    assertThat(run("validate", "--vims", folder + "/none", sipp())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("no such file");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void listsAllRules() {
    assertThat(run("validate", "--rules")).isEqualTo(ExitCode.DONE);
    List<String> rules = out.toString().lines().toList();
    assertThat(rules).hasSizeGreaterThan(60).isSorted();
    assertThat(rules)
        .allMatch(rule -> rule.matches("[a-z0-9-]+ +(error  |warning)  [A-Z].*\\."))
        .anyMatch(rule -> rule.startsWith("unknown-vnf "))
        .anyMatch(rule -> rule.startsWith("unsafe-entry-name "));

    assertThat(run("validate", "--rules", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(json().findValuesAsText("id")).hasSameSizeAs(rules);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate",
        "validate --as picture nsd.json",
        "validate --no-such-option nsd.json",
        "validate --rules nsd.json",
        "validate - -",
        "validate --vims - -"
      })
  void aWrongCommandLineIsAnswered64(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).isNotEmpty();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpShowsWhatOneNeeds() {
    assertThat(run("validate", "--help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("file:line:column", "--vims", "nsd, vnfd, package", "Exit codes", "Examples");
  }

  @Test
  void aFindingIsOneLineWhateverTheDocumentHolds() throws IOException {
    String file = sippWith("\"source\": \"sipp-server\"", "\"source\": \"a\\nb.json:1:1: error\"");

    run("validate", file);

    assertThat(out.toString()).hasLineCount(1);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commandLine = Mano4j.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private JsonNode json() {
    return CatalogueJson.read(out.toString(), JsonNode.class);
  }

  private String sipp() throws IOException {
    return Files.write(folder.resolve("sipp.json"), Sipp.nsd()).toString();
  }

  private String sippWith(String text, String replacement) throws IOException {
    String nsd = new String(Sipp.nsd(), StandardCharsets.UTF_8);
    assertThat(nsd).containsOnlyOnce(text);
    return Files.writeString(folder.resolve("nsd.json"), nsd.replace(text, replacement)).toString();
  }

  /** Where a text stands in the sample. */
  private static long line(String text) throws IOException {
    String nsd = new String(Sipp.nsd(), StandardCharsets.UTF_8);
    return nsd.substring(0, nsd.indexOf(text)).lines().count();
  }

  private static VirtualNetworkFunctionDescriptor vnfd() throws IOException {
    return CatalogueJson.read(Sipp.nsd(), NetworkServiceDescriptor.class).vnfd().get(0);
  }

  private static VnfPackage tar() throws IOException {
    VirtualNetworkFunctionDescriptor vnfd = vnfd();
    PackageMetadata metadata =
        PackageMetadataBuilder.builder()
            .name(vnfd.name())
            .provider(vnfd.vendor())
            .version(vnfd.version())
            .nfvoVersion("6.0.0")
            .vimTypes(List.of("docker"))
            .image(
                PackageImageBuilder.builder()
                    .upload("false")
                    .names(vnfd.vdu().get(0).vmImage())
                    .build())
            .build();
    return VnfPackage.of(
        metadata,
        vnfd,
        List.of(
            ScriptBuilder.builder().name("userdata.sh").payload(Blob.of("#!/bin/sh\n")).build()));
  }

  private String packed(VnfPackage tar) throws IOException {
    return Files.write(folder.resolve("sipp.tar"), bytes(tar)).toString();
  }

  private static byte[] bytes(VnfPackage tar) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tar.write(bytes);
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
