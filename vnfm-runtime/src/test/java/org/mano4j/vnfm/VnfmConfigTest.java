package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.config.Problem;
import org.mano4j.config.Table;
import org.mano4j.messaging.DrainReport;

class VnfmConfigTest {

  private static final VnfmHandler HANDLER = new VnfmHandler() {};

  /** The sample of the Go libraries. */
  private static final String FIGURE =
      """
      [vnfm]
      type = "docker"
      endpoint = "docker-endpoint"
      description = "Docker VNFM"
      timeout = 2000

          [vnfm.logger]
          level = "DEBUG"
          use-colors = true

      [amqp]
      host = "localhost"
      username = "admin"
      password = "openbaton"

          [amqp.exchange]
          name = "openbaton-exchange"
      """;

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final ScriptedHttpNfvo httpNfvo = new ScriptedHttpNfvo();

  @AfterEach
  void stop() {
    nfvo.close();
    httpNfvo.close();
  }

  private static Config config(String toml) {
    return Config.parse(toml, "vnfm.toml", Map.of());
  }

  private static List<String> mistakes(String toml, ChannelProvider... providers) {
    ChannelProviders channels =
        providers.length == 0 ? ChannelProviders.found() : new ChannelProviders(List.of(providers));
    ConfigException failure =
        catchThrowableOfType(
            ConfigException.class, () -> VnfmConfig.builder(HANDLER, config(toml), channels));
    assertThat(failure).as("mistakes are found").isNotNull();
    return failure.problems().stream().map(Problem::toString).toList();
  }

  /** Somebody else's transport, which needs a key of its own. */
  private static final class Pigeons implements ChannelProvider {

    final AtomicInteger closed = new AtomicInteger();

    @Override
    public String name() {
      return "pigeons";
    }

    @Override
    public Channel create(Table config) {
      String loft = config.text("loft").required();
      config.check();
      return new PigeonChannel(loft, closed);
    }
  }

  private record PigeonChannel(String loft, AtomicInteger closed) implements Channel {
    @Override
    public void register(VnfmManagerEndpoint endpoint) {}

    @Override
    public void receive(int prefetch, RequestHandler handler) {}

    @Override
    public CompletionStage<OrVnfmMessage> exchange(VnfmOrMessage message, Duration timeout) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> send(VnfmOrMessage message) {
      return new CompletableFuture<>();
    }

    @Override
    public DrainReport drain(Duration timeout) {
      return new DrainReport(0, 0);
    }

    @Override
    public void deregister() {}

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @Test
  void readsTheSampleOfTheGoLibraries() {
    VnfmConfig.builder(HANDLER, config(FIGURE)).build().close();
  }

  @Test
  void registersAsTheConfigurationSays() {
    VnfmRuntime vnfm =
        VnfmConfig.builder(HANDLER, config(FIGURE), BusChannel.builder(nfvo.broker).build())
            .build();

    vnfm.start();

    VnfmManagerEndpoint endpoint = nfvo.registrations.get(0).vnfmManagerEndpoint();
    assertThat(endpoint.type()).isEqualTo("docker");
    assertThat(endpoint.endpoint()).isEqualTo("docker-endpoint");
    assertThat(endpoint.description()).isEqualTo("Docker VNFM");
    vnfm.close();
  }

  @Test
  void waitsForTheNfvoNoLongerThanTheTimeout() {
    VnfmRuntime vnfm =
        VnfmConfig.builder(
                HANDLER,
                config("[vnfm]\ntype = 'dummy'\ntimeout = 100\n"),
                BusChannel.builder(nfvo.broker).build())
            .build();
    vnfm.start();

    JsonNode answer = nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("the NFVO gave no answer to GRANT_OPERATION of VNFR 'a'");
    vnfm.close();
  }

  @Test
  void asksForNoMachinesWhenTheManagerAllocates() {
    VnfmRuntime vnfm =
        VnfmConfig.builder(
                HANDLER,
                config("[vnfm]\ntype = 'dummy'\nallocate = true\n"),
                BusChannel.builder(nfvo.broker).build())
            .build();
    nfvo.answering(Messages::granting);
    vnfm.start();

    nfvo.request("dummy", Messages.instantiate("a")).join();

    assertThat(nfvo.asked)
        .extracting(message -> Recordings.tree(message.body()).at("/action").asText())
        .containsExactly("GRANT_OPERATION");
    vnfm.close();
  }

  @Test
  void runsOverHttpByName() {
    VnfmRuntime vnfm =
        VnfmConfig.builder(
                HANDLER,
                Config.parse(
                    "[vnfm]\ntype = 'dummy'\nchannel = 'rest'\n[rest]\nworkers = 3\n",
                    "vnfm.toml",
                    Map.of("MANO4J_REST_NFVO", httpNfvo.address().toString())))
            .build();

    vnfm.start();

    assertThat(httpNfvo.paths()).containsExactly("/admin/v1/vnfm-register");
    vnfm.close();
  }

  @Test
  void leavesTheTablesOfOtherChannelsAlone() {
    VnfmConfig.builder(
            HANDLER, config(FIGURE.replace("[vnfm]\n", "[vnfm]\nchannel='amqp'\n") + "[rest]\nx=1"))
        .build()
        .close();
  }

  @Test
  void reportsTheMistakesOfManagerAndChannelAtOnce() {
    assertThat(
            mistakes(
                """
                [vnfm]
                timeout = "an hour"
                [amqp]
                port = 0
                username = "me"
                hots = "x"
                [amqp.exchange]
                durable = false
                [amqp.queues]
                autodelete = true
                expires = 1000
                [amqp.tls]
                ca = "no-such-file.pem"
                [other]
                """))
        .satisfiesExactly(
            m -> assertThat(m).startsWith("vnfm.toml:1: vnfm.type is missing"),
            m -> assertThat(m).startsWith("vnfm.toml:2: vnfm.timeout must be milliseconds"),
            m -> assertThat(m).startsWith("vnfm.toml:4: amqp.port must be from 1 to 65535"),
            m -> assertThat(m).startsWith("vnfm.toml:5: amqp.username needs 'password', too"),
            m -> assertThat(m).endsWith("hots is unknown; did you mean 'host'?"),
            m -> assertThat(m).startsWith("vnfm.toml:8: amqp.exchange.durable must be true"),
            m -> assertThat(m).startsWith("vnfm.toml:11: amqp.queues.expires contradicts"),
            m -> assertThat(m).startsWith("vnfm.toml:13: amqp.tls.ca names a file that is not"),
            m -> assertThat(m).startsWith("vnfm.toml:14: other is unknown"));
  }

  @Test
  void reportsTheMistakesOfHttp() {
    assertThat(
            mistakes(
                """
                [vnfm]
                type = "dummy"
                channel = "rest"
                [rest]
                nfvo = "http://me:geheim@nfvo:8080"
                listen = "0.0.0.0"
                answers = "pigeon"
                workers = 0
                """))
        .containsExactly(
            "vnfm.toml:5: rest.nfvo must be without user, query and fragment",
            "vnfm.toml:6: rest.listen means all addresses; say in 'advertise' at which one the NFVO"
                + " finds it",
            "vnfm.toml:7: rest.answers must be one of response, post",
            "vnfm.toml:8: rest.workers must be from 1 to 10000, not 0");
  }

  @Test
  void listsTheChannelsThereAreWhenOneIsUnknown() {
    assertThat(mistakes("[vnfm]\ntype = 'dummy'\nchannel = 'stomp'\n"))
        .containsExactly(
            "vnfm.toml:3: vnfm.channel must be one of the channels there are: amqp, rest");
  }

  @Test
  void refusesTwoChannelsOfOneName() {
    ChannelProvider same =
        new ChannelProvider() {
          @Override
          public String name() {
            return "amqp";
          }

          @Override
          public Channel create(Table config) {
            throw new IllegalStateException();
          }
        };

    assertThatThrownBy(() -> new ChannelProviders(List.of(new AmqpChannelProvider(), same)))
        .isInstanceOf(VnfmException.class)
        .hasMessageContaining(AmqpChannelProvider.class.getName())
        .hasMessageContaining(same.getClass().getName());
  }

  @Test
  void aChannelOfSomebodyElseChecksItsOwnKeys() {
    assertThat(
            mistakes(
                "[vnfm]\nchannel = 'pigeons'\n[pigeons]\nloft = 7\ngrain = 1\n[rest]\n",
                new Pigeons()))
        .containsExactly(
            "vnfm.toml:1: vnfm.type is missing; set it in [vnfm], or MANO4J_VNFM_TYPE",
            "vnfm.toml:4: pigeons.loft must be text, and is a whole number",
            "vnfm.toml:5: pigeons.grain is unknown; known keys: loft, workers",
            "vnfm.toml:6: rest is unknown; known tables: vnfm, pigeons");
  }

  @Test
  void closesAChannelThatTheRestOfTheConfigurationMakesUseless() {
    Pigeons pigeons = new Pigeons();

    assertThat(
            mistakes(
                "[vnfm]\ntype = 'a'\nchannel = 'pigeons'\n[pigeons]\nloft = 'x'\n[rest]\n",
                pigeons))
        .hasSize(1);

    assertThat(pigeons.closed).hasValue(1);
  }

  @Test
  void aProgramThatBringsItsChannelTakesNoOther() {
    Channel own = new PigeonChannel("x", new AtomicInteger());
    Config config = config("[vnfm]\ntype = 'a'\nchannel = 'amqp'\n[amqp]\nanything = 1\n");

    assertThatThrownBy(() -> VnfmConfig.builder(HANDLER, config, own))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("1 mistake")
        .hasMessageContaining("vnfm.toml:3: vnfm.channel is of no use");
  }

  @Test
  void saysWhatTheLogCannotDo() {
    VnfmConfig.builder(HANDLER, config(FIGURE)).build().close();

    assertThat(RecordedLog.LINES)
        .anyMatch(line -> line.contains("vnfm.logger.use-colors is of no effect"));
  }

  @Test
  void takesKeysOfTheGoLibrariesThatHaveNoEffectHere() {
    VnfmConfig.builder(
            HANDLER,
            config(
                FIGURE.replace(
                    "use-colors = true", "out-file = '/tmp/vnfm.log'\ntimestamps = true")))
        .build()
        .close();

    assertThat(RecordedLog.LINES)
        .anyMatch(line -> line.startsWith("WARN vnfm.logger.out-file is of no effect"))
        .anyMatch(line -> line.startsWith("WARN vnfm.logger.timestamps is of no effect"));
  }

  @Test
  void warnsOfATimeoutThatFailsLaunches() {
    VnfmConfig.builder(HANDLER, config(FIGURE.replace("2000", "1234"))).build().close();
    VnfmConfig.builder(HANDLER, config(FIGURE.replace("2000", "'31 s'"))).build().close();

    assertThat(RecordedLog.LINES)
        .anyMatch(line -> line.startsWith("WARN vnfm.timeout is 1234 ms: a launch fails"))
        .noneMatch(line -> line.contains("vnfm.timeout is 31000 ms"));
  }

  @Test
  void showsNoPassword() {
    ConfigException failure =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                VnfmConfig.builder(
                    HANDLER, config(FIGURE.replace("\"openbaton\"", "[\"geheim\"]") + "x = 1\n")));

    assertThat(failure).hasMessageNotContaining("geheim");
  }
}
