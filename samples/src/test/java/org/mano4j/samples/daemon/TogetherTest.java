package org.mano4j.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {

  private final List<String> said = new ArrayList<>();

  @Test
  void startsInOrderAndEndsTheOtherWayRound() {
    Together all = together(new Part("pop"), new Part("driver"), new Part("manager"));

    all.start(() -> {});
    assertThat(all.drain(Duration.ofSeconds(9))).isEmpty();

    assertThat(said)
        .containsExactly(
            "start pop",
            "start driver",
            "start manager",
            "drain manager PT3S",
            "close manager",
            "drain driver PT3S",
            "close driver",
            "drain pop PT3S",
            "close pop");
  }

  @Test
  void aPartThatFailsIsTheEndOfThoseBeforeIt() {
    Part failing = new Part("driver");
    failing.failure = "no broker";
    Together all = together(new Part("pop"), failing, new Part("manager"));

    assertThatThrownBy(() -> all.start(() -> {})).hasMessage("no broker");

    assertThat(said).containsExactly("start pop", "start driver", "close driver", "close pop");
  }

  @Test
  void whatEndsSinceAnotherPartFailsIsNotLost() {
    Part driver = new Part("driver");
    driver.tellsItsEnd = true;
    Part failing = new Part("manager");
    failing.failure = "no broker";

    assertThatThrownBy(() -> together(driver, failing).start(() -> said.add("lost")))
        .hasMessage("no broker");

    assertThat(said).contains("close driver").doesNotContain("lost");
  }

  @Test
  void aPartThatIsLostTellsWhy() {
    Part driver = new Part("driver");
    Together all = together(new Part("pop"), driver);
    all.start(() -> said.add("lost"));

    driver.lost.run();

    assertThat(said).endsWith("lost");
    assertThat(all.loss()).isEqualTo("driver is lost");
  }

  @Test
  void tellsWhatEachHasLeft() {
    Part pop = new Part("pop");
    pop.left = "2 calls";
    Part manager = new Part("manager");
    manager.left = "1 request";

    assertThat(together(pop, new Part("driver"), manager).drain(Duration.ofSeconds(9)))
        .isEqualTo("1 request, 2 calls");
  }

  @Test
  void isReadyWhenEachPartIs() {
    Part driver = new Part("driver");
    Together all = together(new Part("pop"), driver);

    assertThat(new Health("all", Health.RUNNING, all.health()).ready()).isTrue();
    driver.ready = false;
    Health health = new Health("all", Health.RUNNING, all.health());
    assertThat(health.ready()).isFalse();
    assertThat(health.json()).contains("{\"part\":\"driver\",\"ready\":false");
    assertThat(new Health("all", "starting", List.of()).ready()).isFalse();
  }

  @Test
  void mayTakeAsLongAsItsPartsTogether() {
    assertThat(together(new Part("pop"), new Part("driver")).prepared().drain())
        .isEqualTo(Duration.ofSeconds(6));
  }

  private static Together together(Part... parts) {
    List<Prepared> prepared = new ArrayList<>();
    for (Part part : parts) {
      prepared.add(new Prepared(part, Duration.ofSeconds(3), List.of()));
    }
    return new Together(prepared);
  }

  private final class Part implements DaemonService {

    private final String name;
    private String failure = "";
    private String left = "";
    private boolean ready = true;
    private boolean tellsItsEnd;
    private Runnable lost = () -> {};

    Part(String name) {
      this.name = name;
    }

    @Override
    public void start(Runnable toldOfLoss) {
      said.add("start " + name);
      lost = toldOfLoss;
      if (!failure.isEmpty()) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public String ready() {
      return "as " + name;
    }

    @Override
    public List<PartHealth> health() {
      return List.of(new PartHealth(name, ready, ready ? "running" : "ill"));
    }

    @Override
    public String loss() {
      return name + " is lost";
    }

    @Override
    public String reload() {
      return name + " was read again";
    }

    @Override
    public String drain(Duration atMost) {
      said.add("drain " + name + " " + atMost);
      return left;
    }

    @Override
    public void close() {
      said.add("close " + name);
      if (tellsItsEnd) {
        lost.run();
      }
    }
  }
}
