package org.mano4j.pop;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a client at a Pop that knows everything. */
abstract class AtRenewedPop {

  static final PopCredentials ADMIN = new PopCredentials("admin", "secret");

  final RenewedPop pop = new RenewedPop();
  private PopSessions sessions;
  PopClient client;

  PopClientOptions options() {
    return PopClientOptions.defaults();
  }

  @BeforeEach
  void open() throws IOException {
    pop.start();
    sessions = PopSessions.create(options());
    client = sessions.client(pop.endpoint(), ADMIN);
  }

  @AfterEach
  void close() {
    sessions.close();
    pop.close();
  }
}
