package org.mano4j.benchmarks.plugin;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Observed;
import org.mano4j.benchmarks.published.BrokerArguments;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.MessageBus;
import org.mano4j.plugin.VimDriverCaller;

/**
 * Calls refresh of a VIM driver with mano4j's caller, as the program on the published one does.
 * Arguments: plugin id, host and port of the broker, virtual host, user, password.
 */
public final class OurLoad {

  private OurLoad() {}

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws Exception {
    try (MessageBus bus =
        new AmqpBusConnector(BrokerArguments.options(args))
            .open(BrokerArguments.credentials(args), "bench-caller")) {
      VimDriverCaller caller = new VimDriverCaller(bus, args[0], Duration.ofSeconds(20));
      VimInstance vim =
          GenericVimInstanceBuilder.builder()
              .name("vim1")
              .type(NoOpPlugin.TYPE)
              .authUrl("http://127.0.0.1:60000")
              .active(true)
              .build();
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] words = line.split(" ");
        System.out.println(
            text(
                Load.threads(
                    Integer.parseInt(words[0]),
                    () -> caller.refresh(vim),
                    Duration.ofMillis(Long.parseLong(words[1])))));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static String text(Observed observed) {
    StringJoiner text = new StringJoiner(" ").add(Long.toString(observed.nanos()));
    observed
        .times()
        .recordedValues()
        .forEach(
            value -> {
              for (long i = 0; i < value.getCountAtValueIteratedTo(); i++) {
                text.add(Long.toString(value.getValueIteratedTo()));
              }
            });
    return text.toString();
  }

  /** What a line of either program says. */
  static Observed read(String line) {
    String[] words = line.split(" ");
    Histogram times = new Histogram(3);
    times.setAutoResize(true);
    for (int i = 1; i < words.length; i++) {
      times.recordValue(Long.parseLong(words[i]));
    }
    return new Observed(times, Long.parseLong(words[0]));
  }
}
