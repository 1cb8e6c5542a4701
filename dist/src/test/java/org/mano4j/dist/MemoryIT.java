package org.mano4j.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * How much memory the programs have, as their scripts start them: when they have just begun, and
 * with 200 containers that were created. The figures are written to {@code target/memory.md}; what
 * they are made of is in docs/measurements.md.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class MemoryIT {

  private static final String ENGINE =
      System.getProperty("mano4j.docker", "unix:///var/run/docker.sock");
  private static final String IMAGE =
      System.getProperty("mano4j.docker.image", "mano4j-test/sleep:latest");
  private static final int CONTAINERS = 200;
  private static final int MANY = 1200;
  private static final long MB = 1024;

  /** MB. Runs differ by 1 where they are alone; by more after much at once, beside others. */
  private static final long SPREAD = 3;

  private static final Pattern USED =
      Pattern.compile("tenured generation +total \\d+K, used (\\d+)K");
  private static final Duration BOUND = Duration.ofSeconds(50);

  @TempDir private static Path folder;

  private static Archive archive;

  private final String name = "memory-" + UUID.randomUUID().toString().substring(0, 8);
  private final PopCredentials user = new PopCredentials("admin", name);

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    archive = Archive.unpackedIn(folder);
    Files.writeString(
        figures(),
        """
        | Java %s | VmRSS, MB | anonymous, MB |
        |---|---|---|
        """
            .formatted(System.getProperty("java.version")));
  }

  @AfterEach
  void removeTheNetwork() throws IOException, InterruptedException {
    ProcessBuilder docker = new ProcessBuilder("docker", "network", "rm", name);
    docker.environment().put("DOCKER_HOST", ENGINE);
    docker.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    assertThat(docker.start().waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void popdIsSmallAndSoAreItsContainers() throws Exception {
    try (Run popd = start("popd", pop());
        PopSessions sessions = PopSessions.create()) {
      String address = popd.ready().substring("at ".length());
      assertAtMost(110, "popd, idle", popd);

      PopClient client = sessions.client(PopEndpoint.parse(address), user);
      create(client, 0, CONTAINERS);
      assertAtMost(110 + SPREAD, "popd, 200 containers", popd);

      long few = live(popd);
      create(client, CONTAINERS, MANY);
      long each = (live(popd) - few) * 1024 / (MANY - CONTAINERS);
      write("popd, %d containers (%d bytes of heap each)".formatted(MANY, each), popd);
      assertThat(each).as("bytes of heap of each container more").isLessThan(4096);

      assertThat(popd.terminate()).as(popd::err).isZero();
    }
  }

  @Test
  void managerAndDriverAreSmall() throws Exception {
    try (RabbitMq.VirtualHost broker = RabbitMq.require().virtualHost();
        OfflineNfvo nfvo = nfvo(broker);
        PopServer pop = inMemory();
        Run plugind = start("plugind", amqp(broker));
        Run vnfmd = start("vnfmd", amqp(broker))) {
      assertThat(plugind.ready()).contains(name);
      assertThat(vnfmd.ready()).contains(name);
      assertAtMost(90, "plugind, idle", plugind);
      assertAtMost(90, "vnfmd, idle", vnfmd);

      VimInstance vim = nfvo.addVim(site(pop.endpoint().toString()));
      String nsr =
          nfvo.launch(
              nfvo.onboard("nsd.json", service(vim.name()).getBytes(StandardCharsets.UTF_8)));
      nfvo.awaitStatus(nsr, Status.ACTIVE, BOUND);

      // Of one launch, all at once: what its threads have needed stays with them.
      assertAtMost(90 + SPREAD, "plugind, 200 containers launched", plugind);
      assertAtMost(90 + SPREAD, "vnfmd, 200 containers launched", vnfmd);
      assertThat(vnfmd.terminate()).as(vnfmd::err).isZero();
      assertThat(plugind.terminate()).as(plugind::err).isZero();
    }
  }

  @Test
  void theThreeInOneAreSmallerThanThree() throws Exception {
    try (RabbitMq.VirtualHost broker = RabbitMq.require().virtualHost();
        OfflineNfvo nfvo = nfvo(broker);
        Run all = start("all", pop() + amqp(broker));
        PopSessions sessions = PopSessions.create()) {
      String ready = all.ready();
      String address = ready.substring("at ".length(), ready.indexOf(','));
      assertAtMost(150, "all, idle", all);

      nfvo.addVim(
          GenericVimInstanceBuilder.builder()
              .name("site-" + name)
              .type("pop")
              .authUrl("http://" + address)
              .build());
      create(sessions.client(PopEndpoint.parse(address), user), 0, CONTAINERS);

      assertAtMost(150 + SPREAD, "all, 200 containers", all);
      assertThat(all.terminate()).as(all::err).isZero();
    }
  }

  private static void assertAtMost(long megabytes, String what, Run run) throws IOException {
    assertThat(write(what, run).resident())
        .as("KB of %s", what)
        .isLessThanOrEqualTo(megabytes * MB);
  }

  private static Memory write(String what, Run run) throws IOException {
    Memory memory = Memory.of(run.pid());
    Files.writeString(
        figures(),
        "| %s | %.1f | %.1f |%n"
            .formatted(what, memory.resident() / 1024.0, memory.anonymous() / 1024.0),
        StandardOpenOption.APPEND);
    return memory;
  }

  /** KB of the heap that are left when the JVM has thrown away what nobody needs. */
  private static long live(Run run) throws IOException, InterruptedException {
    jcmd(run, "GC.run");
    Matcher used = USED.matcher(jcmd(run, "GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1));
  }

  private static String jcmd(Run run, String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(jcmd, "" + run.pid(), command).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("jcmd %s %s", run.pid(), command).isZero();
    return told;
  }

  private static Path figures() {
    return Path.of(System.getProperty("mano4j.archive")).resolveSibling("memory.md");
  }

  private static void create(PopClient client, int from, int to) {
    IntStream.range(from, to)
        .parallel()
        .forEach(each -> client.create(ContainerConfig.of("c" + each, IMAGE)));
    assertThat(client.containers(Filter.all())).hasSize(to);
  }

  private Run start(String program, String config) throws IOException {
    Path own = Files.createTempDirectory(folder, program);
    Path file = Files.writeString(own.resolve(program + ".toml"), config);
    return Run.of(
        own,
        Map.of("POPD_AUTH", user.username() + ":" + user.password()),
        List.of(archive.script(program).toString(), "--config", file.toString()));
  }

  private PopServer inMemory() {
    InMemoryPopBackend platform =
        InMemoryPopBackend.builder().offerAnyImage().network("private", "172.16.0.0/16").build();
    PopServer server =
        PopServer.builder(platform)
            .user(user.username(), user.password())
            .bcryptCost(4)
            .defaultNetwork("private")
            .build();
    server.start();
    try (PopSessions sessions = PopSessions.create()) {
      sessions.client(server.endpoint(), user).image(Filter.byName("many:latest"));
    }
    return server;
  }

  private VimInstance site(String address) {
    return GenericVimInstanceBuilder.builder()
        .name("site-" + name)
        .type("pop")
        .authUrl("http://" + address)
        .metadata(Map.of("username", user.username(), "password", user.password()))
        .build();
  }

  private static OfflineNfvo nfvo(RabbitMq.VirtualHost broker) {
    OfflineNfvo nfvo =
        OfflineNfvo.builder()
            .bus(broker.connector())
            .user(broker.credentials())
            .brokerUsers(BrokerUsers.fixed(broker.credentials()))
            .build();
    nfvo.start();
    return nfvo;
  }

  /** What is measured is containers: nothing waits for the disk, and old events are not kept. */
  private String pop() {
    return """
        PopName = "%1$s"
        Netaddr = "127.0.0.1:0"
        DockerdHost = "%2$s"
        StateDirectory = "state"
        Sync = false
        [Limits]
        EventsKept = %3$d
        [Networks]
        Default = "%1$s"
        """
        .formatted(name, ENGINE, CONTAINERS);
  }

  private String amqp(RabbitMq.VirtualHost broker) {
    AmqpOptions options = broker.options();
    return """
        [plugin]
        name = "%1$s"
        [vnfm]
        type = "%1$s"
        [amqp]
        host = "%2$s"
        port = %3$d
        vhost = "%4$s"
        username = "%5$s"
        password = "%6$s"
        """
        .formatted(
            name,
            options.host(),
            options.effectivePort(),
            broker.name(),
            broker.credentials().username(),
            broker.credentials().password());
  }

  /** One function of 200 containers. */
  private String service(String vim) {
    String instance = "{\"connection_point\":[{\"virtual_link_reference\":\"private\"}]}";
    String instances = String.join(",", Collections.nCopies(CONTAINERS, instance));
    return """
        {"name":"service","vendor":"mano4j","version":"1","vld":[{"name":"private"}],
         "vnfd":[
          {"name":"many","vendor":"mano4j","version":"1","type":"many","endpoint":"%s",
           "deployment_flavour":[{"flavour_key":"docker.container"}],
           "virtual_link":[{"name":"private"}],
           "vdu":[{"vm_image":["many:latest"],"scale_in_out":%d,"vimInstanceName":["%s"],
                   "vnfc":[%s]}]}]}
        """
        .formatted(name, CONTAINERS, vim, instances);
  }
}
