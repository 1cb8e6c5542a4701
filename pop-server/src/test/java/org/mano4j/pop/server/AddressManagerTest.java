package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;
import org.mano4j.pop.server.AddressManager.Wish;

class AddressManagerTest {

  private static final Network PRIVATE = network("private", "172.16.0.0/16", "172.16.0.1");
  private static final Network SMALL = network("small", "10.0.0.0/30", "10.0.0.1");

  private final AddressManager addresses = new AddressManager();
  private final Map<String, Network> known = new HashMap<>();

  @Test
  void endpointsTellNetworkAddressAndSubnet() {
    Endpoint endpoint = addresses.reserve(List.of(wish(PRIVATE, ""))).get(0);

    assertThat(endpoint.networkId()).isEqualTo("net-private");
    assertThat(endpoint.networkName()).isEqualTo("private");
    assertThat(endpoint.ipv4())
        .isEqualTo(new Ip("172.16.0.2", new Subnet("172.16.0.0/16", "172.16.0.1")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.8.7,       10.9.8.7 is not contained in 172.16.0.0/16",
    "fd00::1,        'fd00::1 is not contained in 172.16.0.0/16, since it is no IPv4 address'",
    "not-an-ip,      not-an-ip is not contained in 172.16.0.0/16",
    "172.16.0.300,   172.16.0.300 is not contained in 172.16.0.0/16",
    "172.16.0.7/16,  172.16.0.7/16 is not contained in 172.16.0.0/16",
    "172.16.0.1,     172.16.0.1 is the gateway of 172.16.0.0/16",
    "172.16.0.0,     172.16.0.0 is the network address of 172.16.0.0/16",
    "172.16.255.255, 172.16.255.255 is the broadcast address of 172.16.0.0/16",
  })
  void addressesThatNobodyCanHaveAreRefused(String address, String text) {
    assertThatThrownBy(() -> addresses.reserve(List.of(wish(PRIVATE, address))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
        .satisfies(
            e ->
                assertThat(e.text())
                    .startsWith(text)
                    .contains("endpoints[\"private\"].ipv4.address"));
  }

  @Test
  void anAddressInUseIsRefused() {
    addresses.reserve(List.of(wish(PRIVATE, "172.16.0.7")));

    assertThatThrownBy(() -> addresses.reserve(List.of(wish(PRIVATE, "172.16.0.7"))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ALREADY_EXISTS))
        .satisfies(e -> assertThat(e.text()).startsWith("ip is not available"));
  }

  @Test
  void whenOneWishFailsNothingIsReserved() {
    addresses.reserve(List.of(wish(SMALL, "")));

    assertThatThrownBy(
            () ->
                addresses.reserve(
                    List.of(wish(PRIVATE, "172.16.0.9"), wish(PRIVATE, ""), wish(SMALL, ""))))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
        .satisfies(
            e ->
                assertThat(e.text())
                    .startsWith("no more IP available for this network")
                    .contains("small"));
    assertThat(addresses.inUse()).isEqualTo(1);
    addresses.reserve(List.of(wish(PRIVATE, "172.16.0.9")));
  }

  @Test
  void aNetworkWithASubnetThatCannotBeReadReservesNothingEither() {
    Network broken = network("broken", "10.0.0.0/99", "");

    assertThatThrownBy(() -> addresses.reserve(List.of(wish(PRIVATE, ""), wish(broken, ""))))
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
        addresses.reserve(List.of(wish(two, ""), wish(two, ""))); // both in one go

    assertThat(reserved).extracting(Endpoint::address).containsExactly("10.0.0.2", "10.0.1.2");
    addresses.release(reserved);
    assertThat(addresses.inUse()).isZero();
    assertThat(addresses.reserve(List.of(wish(two, "10.0.1.2")))).hasSize(1);
  }

  @Test
  void aNetworkWithoutIpv4HasNoAddress() {
    Network none = new Network("id", "none", false, List.of());

    assertThatThrownBy(() -> addresses.reserve(List.of(wish(none, ""))))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void networksOfTheSameRangeAreApart() {
    Network other = network("other", "172.16.0.0/16", "172.16.0.1");

    List<Endpoint> reserved =
        addresses.reserve(List.of(wish(PRIVATE, "172.16.0.7"), wish(other, "172.16.0.7")));

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
                      given.add(addresses.reserve(List.of(wish(full, ""))).get(0).address());
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

  @Test
  void anEndpointGetsOneAddressOfEachFamilyThatTheNetworkHas() {
    Network dual = dual();

    Endpoint any = addresses.reserve(List.of(wish(dual, ""))).get(0);
    Endpoint chosen =
        addresses.reserve(List.of(know(new Wish(dual, "10.2.0.9", "fd00::9")))).get(0);
    Endpoint half = addresses.reserve(List.of(know(new Wish(dual, "", "fd00::7")))).get(0);

    assertThat(any.ipv4()).isEqualTo(new Ip("10.2.0.1", dual.subnets().get(1)));
    assertThat(any.ipv6()).isEqualTo(new Ip("fd00::2", dual.subnets().get(0)));
    assertThat(List.of(chosen.ipv4().address(), chosen.ipv6().address()))
        .containsExactly("10.2.0.9", "fd00::9");
    assertThat(List.of(half.ipv4().address(), half.ipv6().address()))
        .containsExactly("10.2.0.2", "fd00::7");
    assertThat(addresses.inUse()).isEqualTo(6);
    addresses.release(List.of(any, chosen, half));
    assertThat(addresses.inUse()).isZero();
  }

  @Test
  void whenOneFamilyIsRefusedTheOtherIsNotReservedEither() {
    Network dual = dual();

    refused(
        Code.INVALID_ARGUMENT,
        "fd00::1 is the gateway of fd00::/64",
        "endpoints[\"dual\"].ipv6.address",
        new Wish(dual, "", "fd00::1"));
    refused(
        Code.INVALID_ARGUMENT,
        "fd00:: is the routers' anycast address",
        "ipv6.address",
        new Wish(dual, "", "fd00::"));
    refused(
        Code.INVALID_ARGUMENT,
        "fd00::7 is not contained in network 'private', which has no IPv6 subnet",
        "ipv6.address",
        new Wish(PRIVATE, "", "fd00::7"));
    assertThat(addresses.inUse()).isZero();
  }

  @Test
  void reclaimingTakesExactlyTheAddressesOfBefore() {
    List<Endpoint> before =
        addresses.reserve(List.of(wish(dual(), ""), wish(PRIVATE, "172.16.0.7")));
    addresses.release(before);

    addresses.reclaim(before);

    assertThat(addresses.inUse()).isEqualTo(3);
    refused(Code.ALREADY_EXISTS, "ip is not available", "172.16.0.7", wish(PRIVATE, "172.16.0.7"));
  }

  @Test
  void reclaimingTakesNothingIfOneAddressBelongsToSomebodyElse() {
    List<Endpoint> before =
        addresses.reserve(List.of(wish(dual(), ""), wish(PRIVATE, "172.16.0.7")));
    addresses.release(before);
    addresses.reserve(List.of(wish(PRIVATE, "172.16.0.7")));

    assertThatThrownBy(() -> addresses.reclaim(before))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ALREADY_EXISTS))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(PopReason.ADDRESS_TAKEN))
        .satisfies(e -> assertThat(e.text()).contains("172.16.0.7", "private"));
    assertThat(addresses.inUse()).isEqualTo(1);
  }

  @Test
  void whatIsReclaimedWhileItsNetworkIsAwayIsNobodyElsesWhenItComesBack() {
    List<Endpoint> before = addresses.reserve(List.of(wish(PRIVATE, "172.16.0.2")));
    addresses.release(before);
    addresses.networks(List.of());

    addresses.reclaim(before);
    assertThatThrownBy(() -> addresses.reclaim(before)).hasMessageContaining("172.16.0.2");
    addresses.networks(List.of(PRIVATE));

    assertThat(addresses.reserve(List.of(wish(PRIVATE, ""))).get(0).address())
        .isEqualTo("172.16.0.3");
    addresses.release(before);
    assertThat(addresses.inUse()).isOne();
    assertThat(addresses.use().get(0).used()).isOne();
  }

  @Test
  void whatIsInUseStaysSoWhenItsSubnetBecomesAWiderOneOrAnother() {
    List<Endpoint> reserved = addresses.reserve(List.of(wish(SMALL, "10.0.0.2")));
    Network wider = network("small", "10.0.0.0/24", "10.0.0.1");
    addresses.networks(List.of(network("small", "10.9.0.0/24", "10.9.0.1")));
    assertThat(addresses.inUse()).isOne();
    addresses.networks(List.of(wider));

    assertThat(addresses.reserve(List.of(new Wish(wider, "", ""))).get(0).address())
        .isEqualTo("10.0.0.3");
    addresses.release(reserved);
    assertThat(addresses.inUse()).isOne();
  }

  @Test
  void whatIsInUseStaysSoWhileItsNetworkIsAwayAndWhenItsSubnetChanges() {
    List<Endpoint> reserved = addresses.reserve(List.of(wish(SMALL, "10.0.0.2")));
    addresses.networks(List.of());
    assertThat(addresses.inUse()).isEqualTo(1);
    Network narrower =
        new Network(
            "other-id",
            "small",
            false,
            List.of(new Subnet("10.0.0.0/30", "10.0.0.1", "10.0.0.2/31")));
    addresses.networks(List.of(narrower));

    refused(
        Code.ALREADY_EXISTS, "ip is not available", "small", new Wish(narrower, "10.0.0.2", ""));
    addresses.release(reserved);
    addresses.reserve(List.of(new Wish(narrower, "10.0.0.2", "")));
  }

  @Test
  void aClosedNetworkGivesOutNothingAndOneInUseIsNotClosed() {
    List<Endpoint> reserved = addresses.reserve(List.of(wish(SMALL, "")));
    assertThat(addresses.close("small")).isFalse();
    addresses.release(reserved);
    assertThat(addresses.close("small")).isTrue();

    refused(Code.NOT_FOUND, "no network with name small", "deleted", new Wish(SMALL, "", ""));
    assertThatThrownBy(() -> addresses.reclaim(reserved)).hasMessageContaining("was deleted");
    assertThat(addresses.inUse()).isZero();
    addresses.reopen("small");
    addresses.reserve(List.of(new Wish(SMALL, "", "")));
  }

  @Test
  void tellsHowManyAddressesEachNetworkHas() {
    addresses.reserve(List.of(wish(SMALL, ""), wish(dual(), "")));
    know(new Wish(PRIVATE, "", ""));
    addresses.foreign("private", List.of("172.16.0.9", "nonsense"));

    assertThat(addresses.use())
        .containsExactly(
            new NetworkUse("net-dual", "dual", Long.MAX_VALUE, 2),
            new NetworkUse("net-private", "private", 65_533, 1),
            new NetworkUse("net-small", "small", 1, 1));
    assertThat(addresses.inUse()).isEqualTo(3);
  }

  private void refused(Code code, String begin, String part, Wish wish) {
    if (!addresses.use().stream().anyMatch(u -> u.networkName().equals(wish.network().name()))) {
      know(wish);
    }
    assertThatThrownBy(() -> addresses.reserve(List.of(wish)))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.text()).startsWith(begin).contains(part));
  }

  /** A wish for a network that the manager knows from then on. */
  private Wish wish(Network network, String address) {
    return know(new Wish(network, address, ""));
  }

  private Wish know(Wish wish) {
    synchronized (known) {
      if (known.put(wish.network().name(), wish.network()) == null) {
        addresses.networks(known.values());
      }
    }
    return wish;
  }

  private static Network dual() {
    return new Network(
        "net-dual",
        "dual",
        false,
        List.of(new Subnet("fd00::/64", "fd00::1"), new Subnet("10.2.0.0/24", "")));
  }

  private static Network network(String name, String cidr, String gateway) {
    return new Network("net-" + name, name, false, List.of(new Subnet(cidr, gateway)));
  }
}
