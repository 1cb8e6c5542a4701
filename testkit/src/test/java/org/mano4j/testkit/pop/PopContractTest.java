package org.mano4j.testkit.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfigBuilder;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.Gate;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerTls;
import org.mano4j.testkit.broker.Certificates;
import org.mano4j.testkit.pop.PopCaseResult.Outcome;

class PopContractTest {

  private static final PopCredentials ADMIN = new PopCredentials("admin", "secret");

  private final InMemoryPopBackend backend = InMemoryPopBackend.create();
  private final PopServer server =
      PopServer.builder(backend).user("admin", "secret").bcryptCost(4).build();
  private final PopSessions sessions = PopSessions.create();
  private PopClient pop;

  @BeforeEach
  void serve() {
    server.start();
    pop = sessions.client(server.endpoint(), ADMIN);
  }

  @AfterEach
  void close() {
    sessions.close();
    server.close();
  }

  private PopUnderTest target() {
    return PopUnderTest.of(server.endpoint(), ADMIN, "web");
  }

  private static PopCase named(String id) {
    return PopContract.cases().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPopOfTheFirstGenerationPassesWhatItCanKnow() throws IOException {
    try (FirstGenerationPop old = new FirstGenerationPop(server.endpoint());
        PopContract contract = PopContract.open(target().withEndpoint(old.endpoint()))) {
      assertThat(contract.isFirstGeneration()).isTrue();

      List<PopCaseResult> results = PopContract.cases().stream().map(contract::run).toList();

      assertThat(results).extracting(PopCaseResult::outcome).doesNotContain(Outcome.FAILED);
      assertThat(results)
          .filteredOn(result -> result.ofCase().needs().contains(PopNeed.ADDITIONS))
          .allSatisfy(
              result -> assertThat(result.detail()).startsWith("it is a first-generation Pop"));
      assertThat(results)
          .filteredOn(result -> result.outcome() == Outcome.OK)
          .hasSizeGreaterThan(40);
    }
    assertThat(pop.containers(Filter.all())).isEmpty();
  }

  @Test
  void containersOfOthersAreLeftAlone() {
    Container theirs = pop.create(ContainerConfig.of("theirs", "web"));
    pop.start(Filter.byId(theirs.id()));
    List<Container> before = pop.containers(Filter.all());

    try (PopContract contract = PopContract.open(target())) {
      PopContract.cases().forEach(contract::run);
      assertThat(contract.run(named("delete-08")).outcome()).isEqualTo(Outcome.SKIPPED);
    }

    assertThat(pop.containers(Filter.all())).isEqualTo(before);
  }

  @Test
  void closingInTheMidstOfACaseRemovesWhatItHasMade() {
    Gate starts = backend.holdStarts();
    PopContract contract = PopContract.open(target());
    CompletableFuture<PopCaseResult> running =
        CompletableFuture.supplyAsync(() -> contract.run(named("concurrency-06")));
    await().until(() -> pop.containers(Filter.all()).size() == 8);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(contract::close);
    starts.close();

    assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
    // Whether the case fails is a matter of who was quicker.
    assertThat(running).succeedsWithin(Duration.ofSeconds(20));
    assertThat(pop.containers(Filter.all())).isEmpty();
    assertThat(backend.runningInstances()).isEmpty();
  }

  @Test
  void aCaseThatFailsLeavesNothing() {
    backend.failNextStop("it will not end");
    try (PopContract contract = PopContract.open(target())) {
      PopCaseResult result = contract.run(named("stop-01"));

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.detail()).contains("it will not end");
      assertThat(pop.containers(Filter.all())).isEmpty();
      assertThat(backend.runningInstances()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-04", "logs-04"})
  void aCaseIsSkippedWhereThePopHasWhatItSaysIsMissing(String id) {
    try (PopContract contract = PopContract.open(target())) {
      PopCaseResult result = contract.run(named(id));

      assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(result.detail()).startsWith("the Pop declares ");
    }
  }

  @Test
  void aCaseThatNeedsFreeAddressesIsSkippedWhereThereAreNone() {
    pop.createNetwork(
        NetworkConfigBuilder.builder()
            .name("small")
            .subnets(List.of(new Subnet("10.9.0.0/30", "10.9.0.1")))
            .build());
    try (PopContract contract = PopContract.open(target().withNetwork("small"))) {
      PopCaseResult result = contract.run(named("address-05"));

      assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(result.detail()).isEqualTo("network 'small' has fewer than 3 free addresses");
    }
  }

  @Test
  void aPopThatIsNotThereIsSaidBeforeAnyCase() {
    PopUnderTest nowhere = target().withEndpoint(PopEndpoint.of("localhost", 1));

    assertThatThrownBy(() -> PopContract.open(nowhere))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("localhost:1")
        .hasMessageContaining("refused");
  }

  @Test
  void aWrongPasswordIsSaidBeforeAnyCase() {
    PopUnderTest wrong = target().withCredentials(new PopCredentials("admin", "wrong-one"));

    assertThatThrownBy(() -> PopContract.open(wrong))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("invalid credentials")
        .message()
        .doesNotContain("wrong-one");
  }

  @Test
  void aPopThatSpeaksTlsIsTriedWithTheCertificatesToTrust(@TempDir Path folder) {
    Certificates authority = new Certificates(folder, "ca");
    authority.sign("pop", new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    PopServerTls tls = PopServerTls.of(authority.certificateOf("pop"), authority.keyOf("pop"));
    try (PopServer secured =
        PopServer.builder(backend).user("admin", "secret").bcryptCost(4).tls(tls).build()) {
      secured.start();
      PopUnderTest target =
          target()
              .with()
              .endpoint(PopEndpoint.of("127.0.0.1", secured.port()))
              .tls(true)
              .tlsCa(authority.authority())
              .build();

      try (PopContract contract = PopContract.open(target)) {
        assertThat(contract.run(named("stop-01")).outcome()).isEqualTo(Outcome.OK);
      }
      assertThatThrownBy(() -> PopContract.open(target.withTlsCa(null)))
          .isInstanceOf(PopException.class);
    }
  }
}
