package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
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
    long address = number(take(pool));
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
      assertThat(pool.isForHosts(number(reserved))).as(reserved).isFalse();
      assertThatThrownBy(() -> pool.take(number(reserved)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void agreesWithASimpleModel() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    AddressPool pool = pool("10.0.0.0/27", "10.0.0.1");
    Deque<Long> free = new ArrayDeque<>();
    for (long a = number("10.0.0.2"); a <= number("10.0.0.30"); a++) {
      free.add(a);
    }
    Set<Long> taken = new HashSet<>();
    for (int step = 0; step < 20_000; step++) {
      String where = "seed " + seed + ", step " + step;
      if (random.nextInt(100) < 45) {
        OptionalLong given = pool.take();
        Long expected = free.poll();
        assertThat(given.isPresent() ? given.getAsLong() : null).as(where).isEqualTo(expected);
        if (expected != null) {
          taken.add(expected);
        }
      } else if (random.nextInt(100) < 20) {
        long chosen = number("10.0.0.2") + random.nextInt(29);
        assertThat(pool.isFree(chosen)).as(where).isEqualTo(free.contains(chosen));
        if (free.remove(chosen)) {
          pool.take(chosen);
          taken.add(chosen);
        }
      } else if (!taken.isEmpty()) {
        long back = new ArrayList<>(taken).get(random.nextInt(taken.size()));
        pool.release(back);
        taken.remove(back);
        free.add(back);
      }
      assertThat(pool.inUse()).as(where).isEqualTo(taken.size());
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

  private static AddressPool pool(String cidr, String gateway) {
    return new AddressPool(Ipv4Range.parse(cidr), Ipv4Range.address(gateway).orElse(-1));
  }

  private static String take(AddressPool pool) {
    return Ipv4Range.text(pool.take().orElseThrow());
  }

  private static List<String> takeAll(AddressPool pool) {
    List<String> all = new ArrayList<>();
    for (OptionalLong a = pool.take(); a.isPresent(); a = pool.take()) {
      all.add(Ipv4Range.text(a.getAsLong()));
    }
    return all;
  }

  private static long number(String address) {
    return Ipv4Range.address(address).orElseThrow();
  }
}
