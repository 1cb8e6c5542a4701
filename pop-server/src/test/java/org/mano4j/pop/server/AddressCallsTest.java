package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.network;
import static org.mano4j.pop.server.RawPop.refused;
import static org.mano4j.pop.server.RawPop.subnet;

import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Ip;
import org.mano4j.pop.proto.PopGrpc;

/** Which addresses containers get, as seen on the wire. */
class AddressCallsTest {

  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    lab = new RawPop(RawPop.backend());
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aFixedIpv6AddressIsGiven() {
    pop.createNetwork(network("six").toBuilder().addSubnets(subnet("fd00:6::/64", "", "")).build());
    Endpoint wanted =
        Endpoint.newBuilder().setIpv6(Ip.newBuilder().setAddress("fd00:6::6")).build();

    Endpoint given =
        pop.create(config("web").putEndpoints("six", wanted).build()).getEndpointsOrThrow("six");

    assertThat(given.getIpv6().getAddress()).isEqualTo("fd00:6::6");
    assertThat(given.getIpv4().getAddress()).isEmpty();
    refused(
        ALREADY_EXISTS,
        "ip is not available",
        () -> pop.create(config("b").putEndpoints("six", wanted).build()));
  }

  @Test
  void addressesThatOthersHaveAreNotGivenOutUntilTheyLeaveThem() {
    lab.backend.setForeignAddresses("private", List.of("172.16.0.2"));
    lab.backend.setForeignAddresses("dmz", List.of("10.0.0.2"));
    try (RawPop other = new RawPop(lab.backend)) {
      assertThat(other.create("web").getEndpointsOrThrow("private").getIpv4().getAddress())
          .isEqualTo("172.16.0.3");
      refused(
          ALREADY_EXISTS,
          "ip is not available",
          () -> other.pop.create(config("b").putEndpoints("private", fixed("172.16.0.2")).build()));
      lab.backend.setForeignAddresses("dmz", List.of());

      assertThat(
              other
                  .pop
                  .create(config("c").putEndpoints("dmz", fixed("")).build())
                  .getEndpointsOrThrow("dmz")
                  .getIpv4()
                  .getAddress())
          .as("asked again before the network counts as full")
          .isEqualTo("10.0.0.2");
    }
  }

  @Test
  void addressesThatOthersTakeLaterAreSeenFromTimeToTime() {
    PopServerBuilder builder =
        PopServer.builder(lab.backend).networkRefresh(java.time.Duration.ofMillis(20));
    try (RawPop other = new RawPop(lab.backend, builder)) {
      lab.backend.setForeignAddresses("private", List.of("172.16.0.77"));

      org.awaitility.Awaitility.await()
          .untilAsserted(
              () ->
                  refused(
                      ALREADY_EXISTS,
                      "ip is not available",
                      () -> {
                        other.pop.create(
                            config("w").putEndpoints("private", fixed("172.16.0.77")).build());
                        other.pop.delete(name("w"));
                      }));
    }
  }

  @Test
  void sixteenCallersShareAFullSubnetWithoutDuplicates() throws Exception {
    pop.createNetwork(
        network("full").toBuilder().addSubnets(subnet("10.9.9.0/24", "10.9.9.1", "")).build());
    Queue<String> given = new ConcurrentLinkedQueue<>();
    AtomicInteger exhausted = new AtomicInteger();
    SixteenThreads.run(
        () -> {
          for (int i = 0; i < 17; i++) {
            try {
              given.add(
                  pop.create(config("").putEndpoints("full", fixed("")).build())
                      .getEndpointsOrThrow("full")
                      .getIpv4()
                      .getAddress());
            } catch (StatusRuntimeException e) {
              assertThat(e.getStatus().getCode()).isEqualTo(RESOURCE_EXHAUSTED);
              assertThat(e.getStatus().getDescription()).startsWith("no more IP available");
              exhausted.incrementAndGet();
            }
          }
        });

    assertThat(given).hasSize(253).doesNotHaveDuplicates();
    assertThat(exhausted).hasValue(16 * 17 - 253);
  }
}
