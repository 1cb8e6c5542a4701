package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.AddressManager.Wish;

class AddressManagerTest {

  private static final Network PRIVATE = network("private", "172.16.0.0/16", "172.16.0.1");
  private static final Network SMALL = network("small", "10.0.0.0/30", "10.0.0.1");

  private final AddressManager addresses = new AddressManager();

  @Test
  void endpointsTellNetworkAddressAndSubnet() {
    Endpoint endpoint = addresses.reserve(List.of(new Wish(PRIVATE, ""))).get(0);

    assertThat(endpoint.networkId()).isEqualTo("net-private");
    assertThat(endpoint.networkName()).isEqualTo("private");
    assertThat(endpoint.ipv4())
        .isEqualTo(new Ip("172.16.0.2", new Subnet("172.16.0.0/16", "172.16.0.1")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.8.7,       10.9.8.7 is not contained in 172.16.0.0/16",
    "fd00::1,        'fd00::1' is not an IPv4 address",
    "not-an-ip,      'not-an-ip' is not an IPv4 address",
    "172.16.0.300,   '172.16.0.300' is not an IPv4 address",
    "172.16.0.7/16,  '172.16.0.7/16' is not an IPv4 address",
    "172.16.0.1,     172.16.0.1 is the gateway of 172.16.0.0/16",
    "172.16.0.0,     172.16.0.0 is the network or broadcast address of 172.16.0.0/16",
    "172.16.255.255, 172.16.255.255 is the network or broadcast address of 172.16.0.0/16",
  })
  void addressesThatNobodyCanHaveAreRefused(String address, String text) {
    assertThatThrownBy(() -> addresses.reserve(List.of(new Wish(PRIVATE, address))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
        .satisfies(e -> assertThat(e.text()).startsWith(text).contains("endpoints[\"private\"]"));
  }

  @Test
  void anAddressInUseIsRefused() {
    addresses.reserve(List.of(new Wish(PRIVATE, "172.16.0.7")));

    assertThatThrownBy(() -> addresses.reserve(List.of(new Wish(PRIVATE, "172.16.0.7"))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ALREADY_EXISTS))
        .satisfies(e -> assertThat(e.text()).startsWith("ip is not available"));
  }

  @Test
  void whenOneWishFailsNothingIsReserved() {
    addresses.reserve(List.of(new Wish(SMALL, "")));

    assertThatThrownBy(
            () ->
                addresses.reserve(
                    List.of(
                        new Wish(PRIVATE, "172.16.0.9"),
                        new Wish(PRIVATE, ""),
                        new Wish(SMALL, ""))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
        .satisfies(
            e ->
                assertThat(e.text())
                    .startsWith("no more IP available for this network")
                    .contains("small"));
    assertThat(addresses.inUse()).isEqualTo(1);
    addresses.reserve(List.of(new Wish(PRIVATE, "172.16.0.9")));
  }

  @Test
  void aNetworkWithASubnetThatCannotBeReadReservesNothingEither() {
    Network broken = network("broken", "10.0.0.0/99", "");

    assertThatThrownBy(
            () -> addresses.reserve(List.of(new Wish(PRIVATE, ""), new Wish(broken, ""))))
        .hasMessageContaining("10.0.0.0/99");
    assertThat(addresses.inUse()).isZero();
  }

  @Test
  void aSecondSubnetIsUsedWhenTheFirstIsFull() {
    Network two =
        new Network(
            "id",
            "two",
            false,
            List.of(
                new Subnet("fd00::/64", ""),
                new Subnet("10.0.0.0/30", "10.0.0.1"),
                new Subnet("10.0.1.0/30", "10.0.1.1")));

    List<Endpoint> reserved =
        addresses.reserve(List.of(new Wish(two, ""), new Wish(two, ""))); // both in one go

    assertThat(reserved).extracting(Endpoint::address).containsExactly("10.0.0.2", "10.0.1.2");
    addresses.release(reserved);
    assertThat(addresses.inUse()).isZero();
    assertThat(addresses.reserve(List.of(new Wish(two, "10.0.1.2")))).hasSize(1);
  }

  @Test
  void aNetworkWithoutIpv4HasNoAddress() {
    Network none = new Network("id", "none", false, List.of());

    assertThatThrownBy(() -> addresses.reserve(List.of(new Wish(none, ""))))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void networksOfTheSameRangeAreApart() {
    Network other = network("other", "172.16.0.0/16", "172.16.0.1");

    List<Endpoint> reserved =
        addresses.reserve(List.of(new Wish(PRIVATE, "172.16.0.7"), new Wish(other, "172.16.0.7")));

    assertThat(reserved).hasSize(2);
  }

  @Test
  void sixteenThreadsShareAFullSubnetWithoutDuplicates() throws Exception {
    Network full = network("full", "10.1.1.0/24", "10.1.1.1");
    Queue<String> given = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> threads = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        threads.add(
            executor.submit(
                () -> {
                  begin.await();
                  for (int i = 0; i < 20; i++) {
                    try {
                      given.add(addresses.reserve(List.of(new Wish(full, ""))).get(0).address());
                    } catch (PopException e) {
                      assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                      refused.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      begin.countDown();
      for (Future<?> thread : threads) {
        thread.get();
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(given).hasSize(253).doesNotHaveDuplicates();
    assertThat(refused).hasValue(16 * 20 - 253);
    assertThat(addresses.inUse()).isEqualTo(253);
  }

  private static Network network(String name, String cidr, String gateway) {
    return new Network("net-" + name, name, false, List.of(new Subnet(cidr, gateway)));
  }
}
