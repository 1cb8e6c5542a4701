package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.PopStream;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.server.PopServer;

/** Real calls: SIPp's client and server as containers of a Pop, with the metadata of the thesis. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SippCallsIT {

  private static final String NETWORK = "sipp-calls";

  /** There is no such file before SIPp has begun. */
  private static final String LOGGED = "cat /sipp/uac_*_messages.log 2>/dev/null || true";

  private static final Duration SOON = Duration.ofSeconds(60);

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String serverName = "sipp-server-" + run;
  private final String clientName = "sipp-client-" + run;
  private final PopSessions sessions = PopSessions.create();
  private final PopServer popServer =
      PopServer.builder(
              DockerPopBackend.builder()
                  .engine(LiveDocker.uri())
                  .popName("sipp-calls-" + run)
                  .defaultNetwork(NETWORK)
                  .build())
          .defaultNetwork(NETWORK)
          .user("admin", "secret")
          .build();
  private PopClient pop;
  private String server;

  @BeforeAll
  @Timeout(value = 8, unit = TimeUnit.MINUTES) // The images may have to be made.
  void startServer() {
    LiveDocker.makeSippImages();
    popServer.start();
    pop = sessions.client(popServer.endpoint(), new PopCredentials("admin", "secret"));
    pop.create(ContainerConfig.of(serverName, "mano4j/sipp-server:latest"));
    server = address(pop.start(Filter.byName(serverName)));
  }

  @AfterEach
  void removeClient() {
    pop.delete(Filter.byName(clientName));
  }

  @AfterAll
  void leaveNothing() {
    try (popServer;
        sessions) {
      pop.container(Filter.byName(serverName)).ifPresent(it -> pop.delete(Filter.byId(it.id())));
    }
    assertThat(LiveDocker.docker("ps", "-aq", "--filter", "name=" + run)).isEmpty();
    LiveDocker.docker("network", "rm", NETWORK);
  }

  @Test
  void aBoundedRunEndsWithAllItsCallsSuccessful() {
    Map<String, String> metadata = metadataOfTheThesis();
    metadata.put("SIPP_RATE", "50");
    metadata.put("SIPP_RATE_MAX", "50");
    metadata.put("SIPP_MAX_CALLS", "200");

    startClient(metadata);
    Container ended = awaitEnd();

    assertThat(ended.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(ended.exitCode()).isZero();
    assertThat(total(logs(clientName)))
        .containsEntry("created", "200")
        .containsEntry("successful", "200")
        .containsEntry("failed", "0")
        .containsEntry("exit", "0");
  }

  @Test
  void statisticsComeWhileTheClientCalls() {
    startClient(metadataOfTheThesis());

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Map<String, String> last = last(logs(clientName), "sipp-stats ");
              assertThat(Integer.parseInt(last.getOrDefault("successful", "0"))).isPositive();
              assertThat(Double.parseDouble(last.get("rate"))).isBetween(5.0, 15.0);
            });
    await().atMost(SOON).until(() -> last(logs(serverName), "sipp-stats ").containsKey("created"));
  }

  @Test
  void theEnvironmentOfTheClientIsThatOfTheThesis() {
    startClient(metadataOfTheThesis());

    Map<String, String> environment = new TreeMap<>();
    LiveDocker.inside(clientName, "env")
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(pair -> environment.put(pair[0], pair[1]));

    Map<String, String> expected = new TreeMap<>(metadataOfTheThesis());
    expected.put("HOSTNAME", clientName);
    expected.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    expected.put("PWD", "/");
    expected.put("SHLVL", "1");
    expected.put("TERM", "xterm");
    expected.put("HOME", "/sipp"); // There, root's: SIPp does not need to be root.
    assertThat(environment).isEqualTo(expected);
  }

  @Test
  void theMessagesOfACallAreThoseOfTheThesis() {
    String server = Pattern.quote(this.server);
    String client = Pattern.quote(address(startClient(metadataOfTheThesis())));

    // The third call of the client: request and answer, in order, and the last message whole.
    List<String> messages =
        await()
            .atMost(SOON)
            .until(
                () ->
                    messages(LiveDocker.inside(clientName, LOGGED)).stream()
                        .filter(message -> message.contains("\nCall-ID: 3-"))
                        .toList(),
                found -> found.size() == 6);

    assertThat(messages.stream().map(message -> message.lines().findFirst().orElseThrow()))
        .satisfiesExactly(
            line -> assertThat(line).matches("INVITE sip:service@" + server + ":5060 SIP/2.0"),
            line -> assertThat(line).isEqualTo("SIP/2.0 180 Ringing"),
            line -> assertThat(line).isEqualTo("SIP/2.0 200 OK"),
            line -> assertThat(line).matches("ACK sip:service@" + server + ":5060 SIP/2.0"),
            line -> assertThat(line).matches("BYE sip:service@" + server + ":5060 SIP/2.0"),
            line -> assertThat(line).isEqualTo("SIP/2.0 200 OK"));
    assertThat(messages.get(5).strip())
        .matches(
            String.join(
                "\n",
                "SIP/2.0 200 OK",
                "Via: SIP/2.0/UDP " + client + ":5060;branch=z9hG4bK-(?<pid>\\d+)-3-7",
                "From: sipp <sip:sipp@" + client + ":5060>;tag=\\k<pid>SIPpTag003",
                "To: service <sip:service@" + server + ":5060>;tag=\\d+SIPpTag01\\d+",
                "Call-ID: 3-\\k<pid>@" + client,
                "CSeq: 2 BYE",
                "Contact: <sip:" + server + ":5060;transport=UDP>",
                "Content-Length: 0"));
  }

  @Test
  void aClientWithoutItsServerEndsAndSaysWhatIsMissing() {
    Map<String, String> metadata = metadataOfTheThesis();
    metadata.remove("SERVER_PRIVATE");

    startClient(metadata);
    Container ended = awaitEnd();

    assertThat(ended.status()).isEqualTo(ContainerStatus.FAILED);
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(logs(clientName)).contains("SERVER_PRIVATE is not set");
  }

  @Test
  void aClientThatIsStoppedEndsItsCallsInPeace() {
    Map<String, String> metadata = metadataOfTheThesis();
    metadata.put("SIPP_LENGTH", "2000");
    startClient(metadata);
    await().atMost(SOON).until(() -> last(logs(clientName), "sipp-stats ").containsKey("created"));

    pop.stop(Filter.byName(clientName));

    Container ended = awaitEnd();
    assertThat(ended.exitCode()).isZero();
    Map<String, String> total = total(logs(clientName));
    assertThat(total).containsEntry("failed", "0").containsEntry("current", "0");
    assertThat(total.get("successful")).isEqualTo(total.get("created")).isNotEqualTo("0");
  }

  private Map<String, String> metadataOfTheThesis() {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("SERVER_PRIVATE", server);
    metadata.put("SIPP_LENGTH", "0");
    metadata.put("SIPP_RATE", "10");
    metadata.put("SIPP_RATE_INCREASE", "0");
    metadata.put("SIPP_RATE_MAX", "10");
    metadata.put("SIPP_RATE_PERIOD", "1000");
    metadata.put("SIPP_RTP_ECHO", "10");
    metadata.put("SIPP_TRANSPORT_MODE", "u1");
    return metadata;
  }

  private Container startClient(Map<String, String> metadata) {
    pop.create(ContainerConfig.of(clientName, "mano4j/sipp-client:latest"));
    pop.metadata(Filter.byName(clientName), metadata);
    return pop.start(Filter.byName(clientName));
  }

  private Container awaitEnd() {
    return await()
        .atMost(SOON)
        .until(
            () -> pop.container(Filter.byName(clientName)).orElseThrow(),
            container -> container.finished() != null);
  }

  private static String address(Container container) {
    return container.endpoints().get(NETWORK).address();
  }

  private String logs(String name) {
    StringBuilder text = new StringBuilder();
    try (PopStream<LogChunk> chunks = pop.logs(Filter.byName(name), LogOptions.all())) {
      chunks.forEachRemaining(chunk -> text.append(chunk.text()));
    }
    return text.toString();
  }

  private static Map<String, String> total(String logs) {
    return last(logs, "sipp-total ");
  }

  /** The values of the last line that begins so; none if there is no such line. */
  private static Map<String, String> last(String logs, String kind) {
    Map<String, String> values = new TreeMap<>();
    logs.lines()
        .filter(line -> line.startsWith(kind))
        .reduce((earlier, later) -> later)
        .ifPresent(
            line -> {
              Matcher pair = Pattern.compile("(\\w+)=(\\S+)").matcher(line);
              while (pair.find()) {
                values.put(pair.group(1), pair.group(2));
              }
            });
    return values;
  }

  /** SIPp's log of messages: each after a line of dashes and one about its transport. */
  private static List<String> messages(String log) {
    List<String> messages = new ArrayList<>();
    for (String part : log.replace("\r", "").split("(?m)^-{10,}.*\n")) {
      int begin = part.indexOf("\n\n");
      if (begin > 0) {
        messages.add(part.substring(begin + 2));
      }
    }
    return messages;
  }
}
