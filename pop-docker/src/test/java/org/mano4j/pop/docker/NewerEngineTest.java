package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.StartedInstance;

/**
 * An engine of 2025, which speaks API 1.52, refuses clients that ask for less than 1.44, and leaves
 * out what was deprecated.
 */
class NewerEngineTest {

  private static final String ID = "e".repeat(64);
  private static final String IMAGE = "sha256:" + "1".repeat(64);

  private final FakeEngine engine = FakeEngine.start();
  private final Told told = new Told();
  private final DockerPopBackend backend =
      DockerPopBackend.builder().popName("odd").engine(engine.uri()).build();

  @BeforeEach
  void play() {
    String version =
        FakeEngine.version("1.52").replace("1.12", "1.44").replace("20.10.24", "29.0.1");
    engine.on("GET", "/version", FakeEngine.json(200, version));
    engine.on(
        "GET",
        "/networks",
        FakeEngine.json(
            200,
            """
            [{"Name":"private","Id":"n1","Created":"2025-11-21T15:00:00.123456789Z","Scope":"local",
              "Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,
              "IPAM":{"Driver":"default","Options":null,
                "Config":[{"Subnet":"172.16.0.0/24","IPRange":"","Gateway":"172.16.0.1"}]},
              "Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},
              "ConfigOnly":false,"Options":{},"Labels":{}},
             {"Name":"none","Id":"n2","Created":"0001-01-01T00:00:00Z","Scope":"local",
              "Driver":"null","EnableIPv4":true,"EnableIPv6":false,
              "IPAM":{"Driver":"default","Options":null,"Config":null},
              "Internal":false,"Options":null,"Labels":null}]
            """));
    engine.on(
        "GET",
        "/networks/n1",
        FakeEngine.json(
            200,
            """
            {"Name":"private","Id":"n1","Created":"2025-11-21T15:00:00.1Z","Scope":"local",
             "Driver":"bridge","IPAM":{"Driver":"default","Options":null,
               "Config":[{"Subnet":"172.16.0.0/24","Gateway":"172.16.0.1"}]},
             "Containers":{"%s":{"Name":"foreign","EndpointID":"f","MacAddress":"02:00:00:00:00:09",
               "IPv4Address":"172.16.0.9/24","IPv6Address":""}},
             "Status":{"IPAM":{"Subnets":{"172.16.0.0/24":{"IPsInUse":4,"DynamicIPsAvailable":252}}}},
             "Options":{},"Labels":{}}
            """
                .formatted("f".repeat(64))));
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            """
            [{"Id":"%s","Names":["/foreign"],"Image":"web","ImageID":"%s","Command":"web",
              "ImageManifestDescriptor":{"mediaType":"application/vnd.oci.image.manifest.v1+json",
                "digest":"%s","size":424,"platform":{"architecture":"amd64","os":"linux"}},
              "Created":1763738000,"Ports":[],"Labels":{},"State":"running","Status":"Up",
              "Health":{"Status":"none","FailingStreak":0},
              "HostConfig":{"NetworkMode":"n1","Annotations":{"a":"b"}},
              "NetworkSettings":{"Networks":{}},"Mounts":[]}]
            """
                .formatted("f".repeat(64), IMAGE, IMAGE)));
  }

  @AfterEach
  void close() {
    backend.close();
    engine.close();
  }

  private void open() {
    backend.open("owner-1", told);
    assertThat(backend.state()).isEqualTo(EngineState.OPEN);
  }

  @Test
  void noCallAsksForAVersionThatItRefuses() {
    open();
    backend.images();
    backend.networks();
    assertThat(engine.asked("GET", ".*"))
        .extracting(call -> call.exchange().getRequestURI().getPath())
        .isNotEmpty()
        .noneMatch(path -> path.matches("/v1\\.([0-3]\\d|4[0-3])/.*"));
  }

  @Test
  void anImageWithoutWhatIsLeftOutNowIsRead() {
    engine.on(
        "GET",
        "/images/json",
        FakeEngine.json(
            200,
            """
            [{"Containers":-1,"Created":1763738000,"Id":"%s","Labels":null,"ParentId":"",
              "Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"%s",
              "size":1},"RepoDigests":["web@%s"],"RepoTags":["web:latest"],"SharedSize":-1,"Size":7}]
            """
                .formatted(IMAGE, IMAGE, IMAGE)));
    engine.on(
        "GET",
        "/images/web:latest/json",
        FakeEngine.json(
            200,
            """
            {"Id":"%s","RepoTags":["web:latest"],"RepoDigests":["web@%s"],
             "Config":{"Cmd":["/web"],"WorkingDir":"/"},"Architecture":"amd64","Os":"linux","Size":7,
             "RootFS":{"Type":"layers","Layers":["%s"]},"Metadata":{"LastTagTime":"0001-01-01T00:00:00Z"}}
            """
                .formatted(IMAGE, IMAGE, IMAGE)));
    open();
    assertThat(backend.images()).extracting(Image::names).containsExactly(List.of("web:latest"));
    Image found = backend.image("web:latest").orElseThrow();
    assertThat(found.created()).isEqualTo(Instant.EPOCH);
    backend.check(found);
  }

  @Test
  void addressesOfOthersInANetworkAreSeen() {
    open();
    List<Network> networks = backend.networks();
    assertThat(networks).extracting(Network::name).containsExactly("private");
    assertThat(backend.foreignAddresses(networks.get(0))).containsExactly("172.16.0.9");
  }

  @Test
  void anInstanceIsStartedAndItsEndIsHeardFromAnEventWithoutTheDeprecatedFields() {
    engine.on(
        "POST",
        "/containers/create",
        FakeEngine.json(201, "{\"Id\":\"" + ID + "\",\"Warnings\":[]}"));
    engine.on("POST", "/containers/" + ID + "/start", FakeEngine.json(204, ""));
    engine.on("GET", "/containers/" + ID + "/logs", FakeEngine.json(200, ""));
    engine.on("DELETE", "/containers/.*", FakeEngine.json(204, ""));
    engine.on("GET", "/containers/" + ID + "/json", FakeEngine.json(200, running()));
    open();
    InstanceSpec spec =
        Instances.on(
            Instances.spec("web:latest").build(),
            Instances.endpoint("n1", "private", "172.16.0.2"));
    StartedInstance started = backend.start(spec);
    assertThat(started.command()).containsExactly("/web");
    assertThat(started.endpoints().get("private").mac()).isEqualTo("02:42:ac:10:00:02");

    String event = engine.event("die", ID, Map.of(Labels.INSTANCE, spec.id(), "exitCode", "3"));
    engine.emit(event.replaceFirst("\"status\":\"die\",\"id\":\"\\w+\",", ""));

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(told.ends(spec.id())).containsExactly(new InstanceEnd(3, "")));
  }

  private static String running() {
    return """
        {"Id":"%s","Created":"2025-11-21T15:00:00.1Z","Path":"/web","Args":[],"Name":"/web",
         "State":{"Status":"running","Running":true,"Paused":false,"Restarting":false,
          "OOMKilled":false,"Dead":false,"Pid":7,"ExitCode":0,"Error":"",
          "StartedAt":"2025-11-21T15:00:00.2Z","FinishedAt":"0001-01-01T00:00:00Z"},
         "Image":"%s","RestartCount":0,"Driver":"overlayfs","Platform":"linux","MountLabel":"",
         "ExecIDs":null,"HostConfig":{"NetworkMode":"n1","CapAdd":["CAP_NET_ADMIN"],"CapDrop":["ALL"],
          "CgroupnsMode":"private","Annotations":null,"MaskedPaths":["/proc/interrupts"]},
         "Storage":{"RootFS":{"Snapshot":{"Name":"overlayfs"}}},"Mounts":[],
         "Config":{"Hostname":"web","Env":["A=B"],"Cmd":["/web"],"Image":"web:latest","Labels":{}},
         "NetworkSettings":{"SandboxID":"s","SandboxKey":"/k","Ports":{},
          "Networks":{"private":{"IPAMConfig":{"IPv4Address":"172.16.0.2"},"Links":null,
           "Aliases":null,"DriverOpts":null,"GwPriority":0,"NetworkID":"n1","EndpointID":"p1",
           "Gateway":"172.16.0.1","IPAddress":"172.16.0.2","MacAddress":"02:42:ac:10:00:02",
           "IPPrefixLen":24,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,
           "DNSNames":["web"]}}},
         "ImageManifestDescriptor":{"digest":"%s"}}
        """
        .formatted(ID, IMAGE, IMAGE);
  }
}
