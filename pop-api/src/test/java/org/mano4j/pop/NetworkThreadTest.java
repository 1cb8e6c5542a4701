package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkThreadTest {

  @Test
  void anOwnThreadServesAllConnectionsAndEndsWithThem() throws IOException {
    PopCredentials user = new PopCredentials("a", "secret");
    try (FakePop one = new FakePop().start();
        FakePop other = new FakePop().start()) {
      PopSessions sessions = FakePop.sessions(PopClientOptions.defaults().withOwnThread(true));
      sessions.client(one.endpoint(), user).info();
      sessions.client(other.endpoint(), user).info();
      assertThat(threads()).hasSize(1);

      sessions.close();

      await().until(() -> threads().isEmpty()); // it says that it ends before it has ended
      assertThat(one.valid).isEmpty();
      assertThat(other.valid).isEmpty();
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pop-client-"))
        .toList();
  }
}
