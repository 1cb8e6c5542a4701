package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;

class PopChangesTest {

  @RegisterExtension private final ServedPop pop = new ServedPop();

  private PopTerminal terminal;

  @BeforeEach
  void open() {
    terminal = pop.terminal();
  }

  @Test
  void createReservesAndShowsTheServer() {
    assertThat(terminal.run("create", "image=web:1", "name=web", "flavour=docker.container"))
        .isZero();
    assertThat(terminal.out()).contains("\nname: web\n", "\nstatus: CREATED\n", "- 172.16.0.2\n");
    assertThat(container("web").status()).isEqualTo(ContainerStatus.CREATED);
  }

  @Test
  void createTakesAddressesMetadataAndLabels() {
    assertThat(
            terminal.run(
                "create",
                "name=web",
                "image=web:1",
                "network=private:172.16.3.4",
                "--md",
                "A=b=c",
                "--md",
                "D=e",
                "--label",
                "team=blue"))
        .isZero();

    assertThat(container("web").endpoints().get("private").address()).isEqualTo("172.16.3.4");
    assertThat(container("web").metadata()).isEqualTo(Map.of("A", "b=c", "D", "e"));
    assertThat(container("web").labels()).isEqualTo(Map.of("team", "blue"));
    assertThat(terminal.out()).contains("labels:\n  team: blue\n");
  }

  @Test
  void spawnCreatesAndStarts() {
    assertThat(terminal.run("spawn", "image=web:1", "name=web", "--json")).isZero();
    assertThat(terminal.out()).contains("\"status\": \"RUNNING\"", "\"created\": \"");
    assertThat(container("web").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void spawnShowsTheImageThatANameWithoutTagMeans() {
    assertThat(terminal.run("pull", "db")).isZero();

    assertThat(terminal.run("spawn", "image=db", "name=db")).isZero();

    assertThat(terminal.out()).contains("\n  extId: sha256:", "\n  name: db:latest\n");
  }

  @Test
  void spawnSaysWhatStaysWhenTheStartFails() {
    pop.backend().failNextStart("no power");

    assertThat(terminal.run("spawn", "image=web:1", "name=web")).isEqualTo(1);
    assertThat(terminal.err())
        .contains("'web' was created, but not started", "no power", "pop delete web")
        .hasLineCount(1);
    assertThat(container("web").status()).isEqualTo(ContainerStatus.FAILED);
  }

  @Test
  void startShowsTheServer() {
    pop.create("web");

    assertThat(terminal.run("start", "web")).isZero();
    assertThat(terminal.out()).contains("\nstatus: RUNNING\n");
  }

  @Test
  void startOfARunningOneSaysSo() {
    pop.run("web");

    assertThat(terminal.run("start", "web")).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("error:  Start of 'web' at Pop " + pop.address())
        .contains("container already started")
        .hasLineCount(1);
  }

  @Test
  void stopAndDeleteNameWhatTheyHaveDone() {
    Container web = pop.run("web");

    assertThat(terminal.run("stop", "web")).isZero();
    assertThat(terminal.out()).isEqualTo("web: ok\n");
    assertThat(terminal.run("delete", "id:" + web.id())).isZero();
    assertThat(terminal.out()).isEqualTo("id:" + web.id() + ": ok\n");
    assertThat(pop.client().containers(Filter.all())).isEmpty();
  }

  @Test
  void aStarStopsAllThatRun() {
    pop.create("a");
    pop.run("b");
    pop.run("c");

    assertThat(terminal.run("stop", "*")).isZero();
    assertThat(terminal.out()).isEqualTo("b: ok\nc: ok\n");
    await().until(() -> container("c").status() == ContainerStatus.EXITED);
  }

  @Test
  void aStarDeletesAll() {
    pop.create("a");
    pop.run("b");

    assertThat(terminal.run("delete", "*")).isZero();
    assertThat(terminal.out()).isEqualTo("a: ok\nb: ok\n");
    assertThat(pop.client().containers(Filter.all())).isEmpty();
  }

  @Test
  void oneThatFailsKeepsNoneOfTheOthers() {
    pop.run("a");
    pop.run("b");
    pop.backend().failNextStop("stuck");

    assertThat(terminal.run("delete", "*")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("b: ok\n");
    assertThat(terminal.err()).startsWith("error:  Delete of ").contains("stuck").hasLineCount(1);
  }

  @Test
  void metadataIsSetAndShown() {
    pop.create("web");

    assertThat(terminal.run("md", "set", "web", "RATE=10", "MODE=u1", "GONE=x", "TEXT=a: b"))
        .isZero();
    assertThat(terminal.run("md", "set", "web", "GONE=")).isZero();
    assertThat(terminal.out()).isEqualTo("MODE: u1\nRATE: \"10\"\nTEXT: 'a: b'\n");
    assertThat(terminal.run("md", "get", "web", "-o", "table")).isZero();
    assertThat(terminal.out()).isEqualTo("KEY    VALUE\nMODE   u1\nRATE   10\nTEXT   a: b\n");
  }

  @Test
  void noMetadataIsAnEmptyMap() {
    pop.create("web");

    assertThat(terminal.run("md", "get", "web")).isZero();
    assertThat(terminal.out()).isEqualTo("{}\n");
  }

  private Container container(String name) {
    return pop.client().container(Filter.byName(name)).orElseThrow();
  }
}
