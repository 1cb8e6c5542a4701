package org.mano4j.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerBuilder;
import org.mano4j.pop.server.PopServerTls;
import org.mano4j.samples.all.AllCommand;
import org.mano4j.samples.plugind.PlugindCommand;
import org.mano4j.samples.pop.PopCommand;
import org.mano4j.samples.pop.Surroundings;
import org.mano4j.samples.popd.PopdCommand;
import org.mano4j.samples.vnfmd.VnfmdCommand;
import picocli.CommandLine;

/**
 * What the guides tell their readers to write and to type. A block of TOML says in the line before
 * it whose configuration it is, and perhaps where it is kept: {@code <!-- config: plugind -->}. A
 * block of shell after {@code <!-- tried -->} is run here.
 */
class GuidesTest {

  private static final String PASSWORD = "a secret:of, sorts";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Path ROOT = House.root();

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TestFactory
  Stream<DynamicTest> everyConfigurationIsTaken() throws IOException {
    return each(block -> block.language().equals("toml"), block -> () -> isTaken(block));
  }

  /** Blocks after {@code <!-- vims: taken -->}: a VIM instance that the sample could use. */
  @TestFactory
  Stream<DynamicTest> everyVimInstanceIsTaken() throws IOException {
    return each(block -> block.marker().equals("vims"), block -> () -> isTakenAsVim(block));
  }

  private static Stream<DynamicTest> each(
      Predicate<MarkdownBlocks.Block> which, Function<MarkdownBlocks.Block, Executable> tried)
      throws IOException {
    List<MarkdownBlocks.Block> blocks = new ArrayList<>();
    for (Path page : MarkdownBlocks.pages(ROOT)) {
      blocks.addAll(MarkdownBlocks.of(page));
    }
    return blocks.stream()
        .filter(which)
        .map(block -> DynamicTest.dynamicTest(block.where(), tried.apply(block)));
  }

  private void isTakenAsVim(MarkdownBlocks.Block block) throws IOException {
    Path vims = Files.writeString(folder.resolve("vims.json"), "[" + block.text() + "]");
    String[] arguments = {
      "validate", "--vims", vims.toString(), ROOT.resolve("samples/sipp/nsd.json").toString()
    };
    CommandLine mano4j = Mano4j.commandLine();
    StringWriter findings = new StringWriter();
    mano4j.setOut(new PrintWriter(findings));
    assertThat(mano4j.execute(arguments)).as(findings::toString).isEqualTo(ExitCode.DONE);
    VimInstance vim = CatalogueJson.read(block.text().getBytes(UTF_8), VimInstance.class);
    assertThat(vim.name()).isEqualTo("site-1");
    assertThat(vim.authUrl()).startsWith("https://");
  }

  private void isTaken(MarkdownBlocks.Block block) throws IOException {
    assertThat(block.marker())
        .as("say whose configuration it is: <!-- config: PROGRAM -->")
        .isEqualTo("config");
    Matcher files =
        Pattern.compile("\"([a-z0-9-]+\\.(?:pem|key|password))\"").matcher(block.text());
    while (files.find()) {
      Files.writeString(folder.resolve(files.group(1)), "secret");
    }
    isTaken(block.words().get(0), Files.writeString(folder.resolve("it.toml"), block.text()));
  }

  /** One mistake is added at the end: then all is read, and nothing is started. */
  private void isTaken(String program, Path file) throws IOException {
    String mistake = "\n[log.wrong]\non-purpose = true\n";
    Path tried = file.resolveSibling(program + "-tried.toml");
    Files.writeString(tried, Files.readString(file) + mistake);
    err.reset();
    String[] arguments = {"--config", tried.toString()};
    Surroundings surroundings = surroundings(Map.of());
    int code =
        switch (program) {
          case "popd" -> PopdCommand.run(surroundings, arguments);
          case "plugind" -> PlugindCommand.run(surroundings, arguments);
          case "vnfmd" -> VnfmdCommand.run(surroundings, arguments);
          default -> AllCommand.run(surroundings, arguments);
        };
    Files.delete(tried);
    assertThat(err.toString(UTF_8)).contains("has 1 mistake:", "log.wrong").hasLineCount(2);
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path page : MarkdownBlocks.pages(ROOT)) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        if (!links.group(1).contains(":")) {
          Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
          String heading = links.group(2);
          if (!Files.exists(target)
              || heading != null && !MarkdownBlocks.anchors(target).contains(heading)) {
            lost.add(ROOT.relativize(page) + ": " + links.group());
          }
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  /** Keys, users and backup, as the guide says, and a Pop that takes them. */
  @Test
  void theCommandsOfOperatorsLeadToAPopThatServes() throws Exception {
    assumeTrue(runs("openssl version"), "there is no openssl");
    Path etc = Files.createDirectories(folder.resolve("etc/mano4j"));
    Path state = folder.resolve("var/lib/mano4j/popd");
    writeLauncher();
    Container kept;
    try (PopServer server = pop(state).build();
        PopSessions sessions = PopSessions.create()) {
      server.start();
      kept = client(server, sessions).create(ContainerConfig.of("kept", "web:1"));

      for (MarkdownBlocks.Block block : MarkdownBlocks.of(ROOT.resolve("docs/operators.md"))) {
        if (block.marker().equals("tried")) {
          assertThat(runs("set -e\n" + block.text())).as(() -> block.where() + said()).isTrue();
        } else if (block.words().size() == 2) {
          Files.writeString(here(block.words().get(1)), block.text());
        }
      }
    }

    for (String program : List.of("popd", "plugind", "vnfmd", "all")) {
      isTaken(program, etc.resolve(program + ".toml"));
    }
    assertThat(etc.resolve("popd.toml"))
        .content()
        .contains("[Users.\"nfv\"]", "[Users.\"watcher\"]", "Role = \"viewer\"");
    servesWithTheKeysIn(etc);
    try (PopServer restored = pop(folder.resolve("var/backups/mano4j")).build();
        PopSessions sessions = PopSessions.create()) {
      restored.start();
      assertThat(client(restored, sessions).containers(Filter.all()))
          .extracting(Container::id)
          .containsExactly(kept.id());
    }
  }

  private void servesWithTheKeysIn(Path etc) {
    PopServerTls tls =
        PopServerTls.of(etc.resolve("pop.pem"), etc.resolve("pop.key"))
            .withClientAuthorities(etc.resolve("site-ca.pem"));
    try (PopServer server = pop(folder.resolve("other")).tls(tls).build()) {
      server.start();
      String[] arguments = {
        "--host", server.endpoint().toString(),
        "--tls-ca", etc.resolve("site-ca.pem").toString(),
        "--tls-cert", etc.resolve("driver.pem").toString(),
        "--tls-key", etc.resolve("driver.key").toString(),
        "info"
      };
      err.reset();
      assertThat(PopCommand.run(surroundings(Map.of("POP_AUTH", "nfv:secret")), arguments))
          .as(() -> err.toString(UTF_8))
          .isEqualTo(ExitCode.DONE);
    }
  }

  private static PopServerBuilder pop(Path state) {
    return PopServer.builder(
            InMemoryPopBackend.builder().image("web:1").network("private", "10.0.0.0/24").build())
        .user("nfv", "secret")
        .bcryptCost(4)
        .sync(false)
        .stateDirectory(state);
  }

  private static PopClient client(PopServer server, PopSessions sessions) {
    return sessions.client(server.endpoint(), new PopCredentials("nfv", "secret"));
  }

  private Surroundings surroundings(Map<String, String> environment) {
    return new Surroundings(environment, out, err, false, false, "");
  }

  /** What /usr/local/bin/mano4j is on a machine. */
  private void writeLauncher() throws IOException {
    Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("mano4j");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                Mano4j.class.getName()));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  /** Folders of the system are folders of the test. */
  private Path here(String path) {
    return Path.of(folder + path);
  }

  private boolean runs(String script) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve("work"));
    String moved =
        script.replaceAll("(?<=\\s)/(etc|var)/", Matcher.quoteReplacement(folder + "/") + "$1/");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", moved).directory(work.toFile());
    builder.environment().put("PASSWORD", PASSWORD);
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
    Process process = builder.start();
    return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private String said() {
    try {
      return ": " + Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return ": nothing that can be read";
    }
  }
}
