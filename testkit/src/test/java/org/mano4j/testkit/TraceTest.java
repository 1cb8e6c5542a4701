package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.mano4j.testkit.Trace.About;
import org.mano4j.testkit.TraceEntry.Kind;

class TraceTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final Trace trace = new Trace(CLOCK, 3);

  private long send(String vnfr, String action) {
    return trace.sent(Kind.REQUEST, new About("mgmt", action, "nsr-1", vnfr), 100, null);
  }

  @Test
  void printsATableWithWhoAnswersWhom() {
    long request = send("srv", "INSTANTIATE");
    trace.answered(new About("mgmt", "ERROR", "nsr-1", "srv"), 77, request);

    assertThat(trace.toString().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("-> mgmt", "INSTANTIATE", "srv", "100"))
        .anySatisfy(line -> assertThat(line).contains("<-", "re #1 ERROR", "77"));
  }

  @Test
  void keepsTheNewestAndCountsTheOthers() {
    for (String action : new String[] {"A", "B", "C", "D", "E"}) {
      send("srv", action);
    }

    assertThat(trace.actions("srv")).containsExactly("C", "D", "E");
    assertThat(trace.count()).isEqualTo(5);
    assertThat(trace.toString()).contains("2 older messages are not kept");
  }

  @Test
  void tellsServicesApart() {
    send("srv", "INSTANTIATE");

    assertThat(trace.actions("nsr-1", "srv")).containsExactly("INSTANTIATE");
    assertThat(trace.actions("nsr-2", "srv")).isEmpty();
  }

  @Test
  void endsAFailedAssertionWithTheTable() {
    send("srv", "INSTANTIATE");

    trace.assertActions("srv", "INSTANTIATE");
    assertThatThrownBy(() -> trace.assertActions("srv", "INSTANTIATE", "START"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[INSTANTIATE, START]")
        .hasMessageContaining("-> mgmt");
  }

  @Test
  void assertsWhatCameFirst() {
    send("srv", "START");
    send("cli", "START");

    trace.assertBefore("srv", "START", "cli", "START");
    assertThatThrownBy(() -> trace.assertBefore("cli", "START", "srv", "START"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("came after");
    assertThatThrownBy(() -> trace.assertBefore("cli", "STOP", "srv", "START"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("STOP was not sent for cli");
    assertThatThrownBy(() -> trace.assertBefore("srv", "START", "srv", "START"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("START for srv is one message");
  }

  @Test
  void assertsWhatWasNeverSent() {
    send("srv", "START");

    trace.assertNeverSent("STOP");
    assertThatThrownBy(() -> trace.assertNeverSent("START"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("START was sent");
  }
}
