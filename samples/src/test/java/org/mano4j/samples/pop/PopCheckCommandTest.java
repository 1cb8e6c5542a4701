package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.ExitCode;
import org.mano4j.testkit.pop.PopContract;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PopCheckCommandTest {

  @TempDir private Path folder;

  private final InMemoryPopBackend backend = InMemoryPopBackend.create();
  private final PopServer server =
      PopServer.builder(backend).user("admin", "se:cr,et").bcryptCost(4).build();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void serve() {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int run(Map<String, String> environment, String... arguments) {
    return PopCheckCommand.run(
        new Surroundings(environment, out, err, false, false, ""), arguments);
  }

  /** With address, user and image. */
  private int check(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--addr", server.endpoint().toString(), "--user", "admin", "--image", "web"));
    arguments.addAll(List.of(more));
    return run(Map.of("POP_PASSWORD", "se:cr,et"), arguments.toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allIsWellWithAPopInMemory() {
    int code = check();

    assertThat(lines()).noneMatch(line -> line.startsWith("FAILED"));
    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(lines()).hasSize(PopContract.cases().size() + 1);
    assertThat(lines().get(lines().size() - 1))
        .startsWith(PopContract.cases().size() + " cases in ")
        .endsWith(" 0 failed");
    assertThat(server.stats().containers()).isZero();
  }

  @Test
  void saysWhichCaseHasFailed() throws Exception {
    backend.failNextStop("it will <not> end");
    Path xml = folder.resolve("check.xml");

    int code =
        check("--only", "stop-01,session", "--skip", "session-05", "--junit", xml.toString());

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(lines())
        .anySatisfy(line -> assertThat(line).startsWith("FAILED   stop-01 ").contains("<not>"))
        .anySatisfy(line -> assertThat(line).startsWith("ok       session-01 "));
    assertThat(lines().get(lines().size() - 1)).endsWith("4 ok, 0 skipped, 1 failed: stop-01");

    Document report = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
    Element suite = report.getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) report.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).contains("it will <not> end");
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).startsWith("stop-01 ");
  }

  @Test
  void aSkippedCaseSaysWhatIsMissing() {
    assertThat(check("--only", "exit-01")).isEqualTo(ExitCode.DONE);

    assertThat(lines().get(0)).startsWith("skipped  exit-01 ").contains("no image is given");
  }

  @Test
  void takesUserAndPasswordFromPopAuth() {
    Map<String, String> environment =
        Map.of("POP_AUTH", "admin:se:cr,et", "POP_HOST", server.endpoint().toString());

    assertThat(run(environment, "--image", "web", "--only", "list-14")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aPopThatCannotBeReachedIsAnotherExitCode() {
    int code =
        run(
            Map.of("POP_AUTH", "admin:x"),
            "--addr",
            "localhost:1",
            "--image",
            "web",
            "--only",
            "list-14");

    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(errors()).contains("localhost:1").contains("refused");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aUserWhoIsNotLetInIsAnotherExitCode() {
    int code =
        run(
            Map.of("POP_PASSWORD", "wrong-one"),
            "--addr",
            server.endpoint().toString(),
            "--user",
            "admin",
            "--image",
            "web");

    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(errors()).contains("invalid credentials").doesNotContain("wrong-one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--user u | --image is missing",
        "--image web | no user is given",
        "--user u --image web | no password is given for 'u'",
        "--list --only stop-99 | no case or area 'stop-99'",
        "--user u --image web --only stop --skip stop | leave no case",
        "--user u --image web --addr a:b:c | no address of a Pop",
        "--user u --image web --timeout never | no time",
        "--nonsense | --nonsense"
      })
  void wrongUsageIsSaidInASentence(String arguments, String text) {
    assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(ExitCode.USAGE);

    assertThat(errors()).contains(text);
  }

  @Test
  void listsTheCases() {
    assertThat(run(Map.of(), "--list", "--only", "stop,exit-01")).isEqualTo(ExitCode.DONE);

    assertThat(lines())
        .contains("exit-01         A container that ends by itself is seen to have ended")
        .allSatisfy(line -> assertThat(line).matches("(stop|exit)-\\d\\d +[A-Z].*"));
  }
}
