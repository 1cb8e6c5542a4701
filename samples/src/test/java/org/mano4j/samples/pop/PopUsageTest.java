package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.samples.ExitCode;

class PopUsageTest {

  @RegisterExtension private final ServedPop pop = new ServedPop();

  @ParameterizedTest(name = "pop {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                         | a command is missing
          servers a b                | too many parameters
          start                      | wrong number of arguments for start: 0
          stop a b                   | wrong number of arguments for stop: 2
          md                         | a command is missing: get or set
          md get                     | wrong number of arguments for md get: 0
          md set web                 | wrong number of arguments for md set: 1
          md set web novalue         | invalid argument novalue
          md set web =x              | invalid argument =x
          create name=web            | no image chosen
          create image=              | no image chosen
          create image=x web         | invalid argument web
          create image=x colour=red  | unknown argument colour
          create image=x network=    | invalid argument network=
          network create n --subnet ,| --subnet begins with its addresses
          network create n --mtu -1  | --mtu is to be 0 or more
          logs web --tail -1         | --tail is to be 0 lines or more
          servers -o xml             | 'xml' is none of table, yaml, json
          servers --timeout 0        | '0' is no time above zero
          servers --timeout soon     | 'soon' is no time above zero
          servers --auth secret      | malformed auth string
          servers --auth :secret     | malformed auth string
          servers --host a:b:c       | is no address of a Pop
          servers --tls-key k.pem    | mutual TLS needs both
          create image=x image=y     | image is given twice
          servers id:                | invalid argument 'id:'
          watch x                    | unknown argument 'x'
          servers --colour           | unknown option '--colour'
          fly                        | unknown command 'fly'
          """)
  void wrongUsageIsASentenceAndHasACodeOfItsOwn(String line, String sentence) {
    PopTerminal terminal = pop.terminal();

    assertThat(terminal.run(line.isEmpty() ? new String[0] : line.split(" ")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .startsWith("error:  ")
        .contains(sentence)
        .matches("(?s).*; see pop.* --help\\R")
        .doesNotContain("secret")
        .hasLineCount(1);
  }

  @Test
  void withoutUserNothingIsTried() {
    PopTerminal terminal = new PopTerminal().set("POP_HOST", pop.address());

    assertThat(terminal.run("servers")).isEqualTo(ExitCode.USAGE);
    assertThat(terminal.err()).startsWith("error:  no auth data provided");
  }

  @Test
  void optionsComeBeforeVariablesAndStandAnywhere() {
    PopTerminal terminal =
        pop.terminal().set("POP_AUTH", "admin:wrong").set("POP_HOST", "localhost:1");

    assertThat(terminal.run("--host", pop.address(), "flavours", "--auth", "admin:se:cr,et"))
        .isZero();
  }

  @Test
  void aWrongPasswordIsAFailureAndNotRepeated() {
    PopTerminal terminal = pop.terminal().set("POP_AUTH", "admin:wrong");

    assertThat(terminal.run("servers")).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.err())
        .startsWith("error:  ")
        .contains("invalid credentials")
        .doesNotContain("wrong\n", ":wrong")
        .hasLineCount(1);
  }

  @Test
  void aPopThatIsNotThereIsAFailure() {
    PopTerminal terminal = pop.terminal().set("POP_HOST", "localhost:1");

    assertThat(terminal.run("info", "--timeout", "5s")).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.err()).startsWith("error:  ").contains("localhost:1").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "servers", "create", "md", "md set", "network create", "logs", "completion"})
  void everyCommandExplainsItself(String command) {
    PopTerminal terminal = new PopTerminal();

    assertThat(terminal.run((command + " --help").strip().split(" "))).isZero();
    assertThat(terminal.out()).startsWith(("Usage: pop " + command).strip()).contains("--auth");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void shellsLearnCommandsOptionsAndTheWordItself() {
    PopTerminal terminal = new PopTerminal();

    assertThat(terminal.run("completion")).isZero();
    assertThat(terminal.out())
        .startsWith(
            "command -v pop >/dev/null || pop() { '/opt/mano4j'\\''s/mano4j' pop \"$@\"; }\n")
        .contains("servers images networks flavours", "--tls-ca", "table", "complete -F");
  }
}
