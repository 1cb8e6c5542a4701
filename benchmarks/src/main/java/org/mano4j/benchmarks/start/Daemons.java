package org.mano4j.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Unavailable;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.EmbeddedBroker;

/**
 * The programs that serve: from the start of the process to their ready line, and their memory
 * then.
 */
final class Daemons {

  /** Those of docs/measurements.md. */
  private static final Map<String, Double> MOST_MB =
      Map.of("popd", 110.0, "plugind", 90.0, "vnfmd", 90.0, "all", 150.0);

  private final Run run;
  private final Checkout checkout;
  private final String name = "start-" + UUID.randomUUID().toString().substring(0, 8);

  Daemons(Run run, Checkout checkout) {
    this.run = run;
    this.checkout = checkout;
  }

  void measure() throws IOException, InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        OfflineNfvo nfvo =
            OfflineNfvo.builder()
                .bus(broker.connector())
                .user(broker.credentials())
                .brokerUsers(BrokerUsers.fixed(broker.credentials()))
                .build();
        Programs programs =
            new Programs(Map.of("POPD_AUTH", "admin:" + name, "POP_AUTH", "admin:" + name))) {
      nfvo.start();
      String amqp = amqp(broker);
      measure(programs, "pop-server", List.of("--port", "0"));
      try {
        measure(
            programs, "popd", config(programs, "popd", pop(run.services().engine().toString())));
        measure(
            programs,
            "all",
            config(programs, "all", pop(run.services().engine().toString()) + amqp));
      } catch (Unavailable e) {
        run.skip("popd and all: " + e.getMessage());
      }
      measure(programs, "plugind", config(programs, "plugind", amqp));
      measure(programs, "vnfmd", config(programs, "vnfmd", amqp));
    }
  }

  private void measure(Programs programs, String word, List<String> arguments)
      throws IOException, InterruptedException {
    Command command = checkout.program(word, arguments.toArray(String[]::new));
    Question serving = Question.alone(word + " to serving", "ms", Better.LOWER);
    Double most = MOST_MB.get(word);
    Question resident =
        most == null
            ? Question.alone(word + " resident", "MB", Better.LOWER)
            : Question.reported(word + " resident", "MB", "its documented limit", Better.LOWER);
    Question anonymous = Question.alone(word + " anonymous", "MB", Better.LOWER);
    int times = run.effort().pick(1, 2, 7);
    for (int i = 1; i <= times; i++) {
      run.says("%s, start %d of %d".formatted(word, i, times));
      try (Programs.Serving program = programs.serve(command)) {
        Memory memory = Memory.of(program.process().pid());
        run.answer(
            List.of(serving, resident, anonymous),
            List.of(
                Sample.of(serving.name(), program.millis()),
                new Sample(resident.name(), memory.residentMb(), most),
                Sample.of(anonymous.name(), memory.anonymousMb())));
      }
    }
  }

  private static List<String> config(Programs programs, String word, String text)
      throws IOException {
    Path file = Files.writeString(programs.folder().resolve(word + ".toml"), text);
    return List.of("--config", file.toString());
  }

  /** On a network that every engine has: nothing is made there. */
  private String pop(String engine) {
    return """
        PopName = "%s"
        Netaddr = "127.0.0.1:0"
        DockerdHost = "%s"
        StateDirectory = "state"
        [Networks]
        Default = "bridge"
        """
        .formatted(name, engine);
  }

  private String amqp(EmbeddedBroker broker) {
    return """
        [plugin]
        name = "%1$s"
        [vnfm]
        type = "%1$s"
        [amqp]
        host = "%2$s"
        port = %3$d
        username = "%4$s"
        password = "%5$s"
        [amqp.queues]
        autodelete = true
        """
        .formatted(
            name,
            broker.options().host(),
            broker.port(),
            broker.credentials().username(),
            broker.credentials().password());
  }
}
