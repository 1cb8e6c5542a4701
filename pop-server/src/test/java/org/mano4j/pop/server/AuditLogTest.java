package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.name;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.Credentials;

/** One line per login and per call that changes something. */
class AuditLogTest {

  private static final String ADMIN = "user=\"admin\" peer=127.0.0.1 call=";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final InMemoryPopBackend backend = RawPop.backend();
  private final RawPop lab =
      new RawPop(
          backend, PopServer.builder(backend).audit(lines::add).user("eve", "secret", Role.VIEWER));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void tellsWhoDidWhatAndHowItEnded() {
    lab.pop.create(config("web").build());
    lab.pop.metadata(RawPop.metadata("web", "PASSWORD", "hunter2"));
    lab.pop.start(name("web"));
    catchThrowable(() -> lab.pop.start(name("web")));

    assertThat(lines)
        .containsExactly(
            ADMIN + "Login outcome=OK",
            ADMIN + "Create name=\"web\" outcome=OK",
            ADMIN + "Metadata name=\"web\" outcome=OK",
            ADMIN + "Start name=\"web\" outcome=OK",
            ADMIN + "Start name=\"web\" outcome=ALREADY_EXISTS reason=ALREADY_STARTED");
  }

  @Test
  void failedLoginsAndRolesTooLowAreTold() {
    String eve = login("eve", "secret");
    catchThrowable(() -> login("eve", "guess"));
    catchThrowable(() -> lab.with(eve).delete(name("web")));

    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "user=\"eve\" peer=127.0.0.1 call=Login outcome=OK",
            "user=\"eve\" peer=127.0.0.1 call=Login outcome=INVALID_ARGUMENT"
                + " reason=INVALID_CREDENTIALS",
            "user=\"eve\" peer=127.0.0.1 call=Delete name=\"web\" outcome=FAILED_PRECONDITION"
                + " reason=ROLE_TOO_LOW");
  }

  @Test
  void callsThatOnlyLookAreNotTold() {
    lab.pop.containers(all());
    lab.pop.info(EMPTY);

    assertThat(lines).hasSize(1);
  }

  @Test
  void nobodyForgesALine() {
    catchThrowable(() -> login("x\" outcome=OK\r\nuser=\"root\u2028\u202e", "guess"));
    catchThrowable(() -> lab.pop.create(config("a\nb".repeat(1000)).build()));

    assertThat(lines)
        .allSatisfy(line -> assertThat(line).matches("[ -~]+").hasSizeLessThan(400))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("user=\"x\\\" outcome=OK\\u000d\\u000auser=\\\"root\\u2028"));
  }

  @Test
  void secretsAreNotTold() {
    String token = login("eve", "secret");
    lab.pop.create(config("web").build());
    lab.pop.metadata(RawPop.metadata("web", "PASSWORD", "hunter2"));

    assertThat(lines)
        .noneMatch(
            line ->
                line.contains("secret")
                    || line.contains("hunter2")
                    || line.contains("PASSWORD")
                    || line.contains(token));
  }

  private String login(String user, String password) {
    return lab.stranger
        .login(Credentials.newBuilder().setUsername(user).setPassword(password).build())
        .getValue();
  }
}
