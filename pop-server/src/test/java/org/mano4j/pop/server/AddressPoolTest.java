package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressPoolTest {

  @Test
  void givesTheFirstHostsUpwardsButNotTheGateway() {
    AddressPool pool = pool("172.16.0.0/16", "172.16.0.1");

    assertThat(take(pool)).isEqualTo("172.16.0.2");
    assertThat(take(pool)).isEqualTo("172.16.0.3");
  }

  @Test
  void lastOctets0And255AreAddressesLikeOthersInALargeSubnet() {
    AddressPool pool = pool("172.16.0.0/16", "172.16.0.1");
    List<String> all = takeAll(pool);

    assertThat(all)
        .hasSize(65_533)
        .contains("172.16.0.255", "172.16.1.0")
        .doesNotContain("172.16.0.0", "172.16.0.1", "172.16.255.255")
        .doesNotHaveDuplicates();
  }

  @Test
  void smallSubnetsAreCountedRightly() {
    assertThat(takeAll(pool("10.0.0.0/30", "10.0.0.1"))).containsExactly("10.0.0.2");
    assertThat(takeAll(pool("10.0.0.0/30", ""))).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(takeAll(pool("10.0.0.0/29", "10.0.0.6"))).hasSize(5);
    assertThat(takeAll(pool("10.0.0.0/31", ""))).containsExactly("10.0.0.0", "10.0.0.1");
    assertThat(takeAll(pool("10.0.0.0/31", "10.0.0.0"))).containsExactly("10.0.0.1");
    assertThat(takeAll(pool("10.0.0.5/32", ""))).containsExactly("10.0.0.5");
  }

  @Test
  void givesReturnedAddressesAgainOldestFirstWhenAllHaveBeenUsed() {
    AddressPool pool = pool("10.0.0.0/29", "10.0.0.1");
    takeAll(pool);
    for (String address : List.of("10.0.0.5", "10.0.0.2", "10.0.0.4")) {
      pool.release(number(address));
    }

    assertThat(takeAll(pool)).containsExactly("10.0.0.5", "10.0.0.2", "10.0.0.4");
  }

  @Test
  void prefersAddressesThatWereNeverUsed() {
    AddressPool pool = pool("10.0.0.0/29", "10.0.0.1");
    pool.release(number(take(pool)));
    pool.take(number("10.0.0.4"));
    pool.release(number("10.0.0.4"));

    assertThat(takeAll(pool))
        .containsExactly("10.0.0.3", "10.0.0.5", "10.0.0.6", "10.0.0.2", "10.0.0.4");
  }

  @Test
  void anAddressTakenByChoiceIsNotGivenToOthers() {
    AddressPool pool = pool("10.0.0.0/29", "10.0.0.1");
    pool.take(number("10.0.0.3"));

    assertThat(pool.isFree(number("10.0.0.3"))).isFalse();
    assertThat(takeAll(pool)).containsExactly("10.0.0.2", "10.0.0.4", "10.0.0.5", "10.0.0.6");
  }

  @Test
  void releasingTwiceIsADefectThatShows() {
    AddressPool pool = pool("10.0.0.0/29", "10.0.0.1");
    IpAddress address = number(take(pool));
    pool.release(address);

    assertThatThrownBy(() -> pool.release(address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10.0.0.2");
    assertThat(pool.inUse()).isZero();
  }

  @Test
  void reservedAddressesAreNotForHosts() {
    AddressPool pool = pool("10.0.0.0/24", "10.0.0.254");

    for (String reserved : List.of("10.0.0.0", "10.0.0.255", "10.0.0.254", "10.0.1.1")) {
      assertThat(pool.isFree(number(reserved))).as(reserved).isFalse();
      assertThatThrownBy(() -> pool.take(number(reserved)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aHugeSubnetCostsNothingUntilUsed() {
    AddressPool pool = pool("0.0.0.0/0", "");
    pool.take(number("255.255.255.254"));

    assertThat(take(pool)).isEqualTo("0.0.0.1");
    pool.release(number("255.255.255.254"));
    assertThat(pool.isFree(number("255.255.255.254"))).isTrue();
  }

  @Test
  void ipv6LeavesOutTheFirstAddressAndTheGatewayOnly() {
    AddressPool pool = pool("fd00::/124", "fd00::2");

    assertThat(takeAll(pool))
        .hasSize(14)
        .startsWith("fd00::1", "fd00::3")
        .endsWith("fd00::f")
        .doesNotContain("fd00::", "fd00::2");
    assertThat(takeAll(pool("fd00::/127", ""))).containsExactly("fd00::", "fd00::1");
    assertThat(takeAll(pool("fd00::5/128", ""))).containsExactly("fd00::5");
  }

  @Test
  void aHugeIpv6SubnetGivesItsFirstAddressesAndAnyThatIsAskedFor() {
    AddressPool pool = pool("::/0", "::1");
    pool.take(number("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
    pool.take(number("fd00::1"));

    assertThat(take(pool)).isEqualTo("::2");
    assertThat(pool.capacity()).isEqualTo(Long.MAX_VALUE);
    pool.release(number("fd00::1"));
    assertThat(pool.isFree(number("fd00::1"))).isTrue();
    assertThat(pool.inUse()).isEqualTo(2);
  }

  @Test
  void anAllocationRangeIsAllThatIsGivenOutUnlessOneIsAskedFor() {
    AddressPool pool = pool("10.0.0.0/24", "10.0.0.1", "10.0.0.0/30");

    pool.take(number("10.0.0.200"));
    assertThat(pool.capacity()).isEqualTo(2);
    assertThat(takeAll(pool)).containsExactly("10.0.0.2", "10.0.0.3");
    pool.release(number("10.0.0.200"));
    assertThat(takeAll(pool)).isEmpty();
    pool.release(number("10.0.0.3"));
    pool.release(number("10.0.0.2"));
    assertThat(takeAll(pool)).containsExactly("10.0.0.3", "10.0.0.2");
  }

  @Test
  void whatOthersHaveIsNotGivenOutUntilTheyLeaveIt() {
    AddressPool pool = pool("10.0.0.0/29", "10.0.0.1");
    assertThat(pool.foreign(numbers("10.0.0.2", "10.0.0.4", "10.0.0.1", "10.9.9.9"))).isEmpty();

    assertThat(takeAll(pool)).containsExactly("10.0.0.3", "10.0.0.5", "10.0.0.6");
    assertThat(pool.occupied()).isEqualTo(5);
    assertThat(pool.inUse()).isEqualTo(3);
    pool.foreign(numbers("10.0.0.2"));
    assertThat(takeAll(pool)).containsExactly("10.0.0.4");
    pool.foreign(List.of());
    assertThat(pool.hasForeign()).isFalse();
    assertThat(takeAll(pool)).containsExactly("10.0.0.2");
  }

  @Test
  void whatIsTakenAlreadyStaysSoWhenOthersUseItTooAndIsTheirsAfterwards() {
    AddressPool pool = pool("10.0.0.0/30", "10.0.0.1");
    take(pool);

    assertThat(pool.foreign(numbers("10.0.0.2"))).containsExactly(number("10.0.0.2"));
    assertThat(pool.foreign(numbers("10.0.0.2"))).as("told once").isEmpty();
    pool.release(number("10.0.0.2"));
    assertThat(pool.take()).isEmpty();
    pool.foreign(List.of());
    assertThat(take(pool)).isEqualTo("10.0.0.2");
  }

  @Test
  void everyOperationOfAFullSixteenIsFast() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    AddressPool pool = pool("172.16.0.0/16", "172.16.0.1");
    List<IpAddress> all = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      all.clear();
      for (Optional<IpAddress> a = pool.take(); a.isPresent(); a = pool.take()) {
        all.add(a.get());
      }
      assertThat(all).hasSize(65_533);
      all.forEach(pool::release);
      // Out of the middle of the queue, from its end: the worst case of a search.
      Collections.reverse(all);
      all.forEach(pool::take);
      all.forEach(pool::release);
    }
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);

    System.out.println("786,396 operations on a /16: " + taken.toMillis() + " ms");
    assertThat(taken).isLessThan(Duration.ofSeconds(10));
  }

  private static AddressPool pool(String cidr, String gateway) {
    return pool(cidr, gateway, cidr);
  }

  private static AddressPool pool(String cidr, String gateway, String range) {
    return new AddressPool(
        IpRange.parse(cidr), IpAddress.parse(gateway).orElse(null), IpRange.parse(range));
  }

  private static String take(AddressPool pool) {
    return pool.take().orElseThrow().toString();
  }

  private static List<String> takeAll(AddressPool pool) {
    List<String> all = new ArrayList<>();
    for (Optional<IpAddress> a = pool.take(); a.isPresent(); a = pool.take()) {
      all.add(a.get().toString());
    }
    return all;
  }

  private static IpAddress number(String address) {
    return IpAddress.parse(address).orElseThrow();
  }

  private static List<IpAddress> numbers(String... addresses) {
    return Stream.of(addresses).map(AddressPoolTest::number).toList();
  }
}
