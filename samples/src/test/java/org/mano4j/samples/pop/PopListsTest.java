package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Container;
import org.mano4j.pop.Image;

class PopListsTest {

  private static final String NOW = Dates.text(ServedPop.NOW);

  @RegisterExtension private final ServedPop pop = new ServedPop();

  private PopTerminal terminal;
  private Image image;

  @BeforeEach
  void open() {
    terminal = pop.terminal();
    image = pop.backend().images().get(0);
  }

  @Test
  void serversAreYamlWithTheKeysOfTheFirstPop() {
    Container web = pop.run("web");

    assertThat(terminal.run("servers")).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualTo(
            """
            - created: %s
              extId: %s
              extendedStatus: the container is running
              flavor:
                disk: 0
                extId: docker-flavour-id
                flavour_key: docker.container
                ram: 0
                vcpus: 0
                version: 0
              floatingIps: {}
              hostName: ""
              hypervisorHostName: ""
              image:
                created: %s
                extId: %s
                isPublic: false
                minDiskSpace: 0
                minRam: 0
                name: web:1
                version: 0
              instanceName: ""
              ips:
                private:
                - 172.16.0.2
              name: web
              status: RUNNING
              updated: %s
              version: 0
            """
                .formatted(NOW, web.id(), Dates.text(image.created()), image.id(), NOW));
  }

  @Test
  void oneServerIsNoList() {
    pop.create("web");

    assertThat(terminal.run("servers", "web")).isZero();
    assertThat(terminal.out()).startsWith("created: ").contains("\nname: web\n");
  }

  @Test
  void aServerCanBeNamedByItsId() {
    Container web = pop.create("web");

    assertThat(terminal.run("servers", "id:" + web.id(), "--json")).isZero();
    assertThat(terminal.out()).startsWith("{\n\t\"version\": 0,\n\t\"name\": \"web\",\n");
  }

  @Test
  void jsonIsInTheOrderOfTheFirstPopAndIndentedWithTabs() {
    assertThat(terminal.run("networks", "--json")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            [
            \t{
            \t\t"version": 0,
            \t\t"name": "private",
            \t\t"extId": "net-private",
            \t\t"external": false,
            \t\t"shared": false,
            \t\t"subnets": [
            \t\t\t{
            \t\t\t\t"version": 0,
            \t\t\t\t"name": "",
            \t\t\t\t"extId": "net-private",
            \t\t\t\t"networkId": "",
            \t\t\t\t"cidr": "172.16.0.0/16",
            \t\t\t\t"gatewayIp": "172.16.0.1"
            \t\t\t}
            \t\t]
            \t}
            ]
            """);
  }

  @Test
  void networksAreYaml() {
    assertThat(terminal.run("networks")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            - extId: net-private
              external: false
              name: private
              shared: false
              subnets:
              - cidr: 172.16.0.0/16
                extId: net-private
                gatewayIp: 172.16.0.1
                name: ""
                networkId: ""
                version: 0
              version: 0
            """);
  }

  @Test
  void anImageIsShownByTheNameItIsAskedForBy() {
    assertThat(terminal.run("images", "web:1")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            created: %s
            extId: %s
            isPublic: false
            minDiskSpace: 0
            minRam: 0
            name: web:1
            version: 0
            """
                .formatted(Dates.text(image.created()), image.id()));
  }

  @Test
  void flavoursHaveTheKeysOfTheFirstPop() {
    assertThat(terminal.run("flavours", "docker.container")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            disk: 0
            extId: docker-flavour-id
            flavour_key: docker.container
            ram: 0
            vcpus: 0
            version: 0
            """);
  }

  @Test
  void aTerminalGetsATableAsWideAsItsContent() {
    Container web = pop.run("web");
    Container other = pop.create("a-longer-name");

    assertThat(terminal.isTerminal().run("servers")).isZero();
    assertThat(terminal.out().lines().toList())
        .containsExactly(
            "NAME            STATUS    IMAGE   FLAVOUR            ADDRESSES            CREATED"
                + " ".repeat(NOW.length() - 4)
                + "ID",
            "web             RUNNING   web:1   docker.container   private=172.16.0.2   "
                + NOW
                + "   "
                + web.id(),
            "a-longer-name   CREATED   web:1   docker.container   private=172.16.0.3   "
                + NOW
                + "   "
                + other.id());
  }

  @Test
  void anImageOfATableHasTheBeginningOfItsDigest() {
    assertThat(terminal.run("images", "-o", "table")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            "NAME    ID                    CREATED\nweb:1   "
                + image.id().substring(0, 19)
                + "   -\n");
  }

  @Test
  void aPersonCanHaveYamlOnATerminal() {
    assertThat(terminal.isTerminal().run("-o", "yaml", "flavours")).isZero();
    assertThat(terminal.out()).startsWith("- disk: 0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yaml", "json"})
  void noServersAreAnEmptyList(String format) {
    assertThat(terminal.run("servers", "--output", format)).isZero();
    assertThat(terminal.out()).isEqualTo("[]\n");
  }

  @Test
  void noServersAreATableWithoutLines() {
    assertThat(terminal.run("servers", "-o", "table")).isZero();
    assertThat(terminal.out()).startsWith("NAME   STATUS   IMAGE").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"servers", "images", "networks", "flavours"})
  void whatIsNotThereIsAFailure(String command) {
    assertThat(terminal.run(command, "nobody")).isEqualTo(1);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .startsWith("error:  no ")
        .contains(" for the given filter: ", pop.address(), "'nobody'", "'pop " + command + "'")
        .hasLineCount(1);
  }
}
