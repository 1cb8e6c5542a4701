package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares a pool with a queue and two sets, step by step. */
class AddressPoolModelTest {

  private final Deque<IpAddress> free = new ArrayDeque<>();
  private final Set<IpAddress> taken = new HashSet<>();
  private final Set<IpAddress> foreign = new HashSet<>();
  private final List<IpAddress> inRange = new ArrayList<>();
  private final List<IpAddress> hosts = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/27,  10.0.0.1, 10.0.0.0/27, false",
    "10.0.0.0/27,  10.0.0.9, 10.0.0.8/29, false",
    "fd00::/123,   fd00::1,  fd00::/123,  true",
    "fd00::/120,   fd00::7,  fd00::4/126, true",
    "10.0.0.0/31,  '',       10.0.0.0/31, false",
  })
  void agreesWithASimpleModel(String cidr, String gateway, String range, boolean ipv6) {
    long seed = Long.getLong("mano4j.seed", new Random().nextLong());
    System.out.println("AddressPoolModelTest: -Dmano4j.seed=" + seed);
    Random random = new Random(seed);
    IpRange subnet = IpRange.parse(cidr);
    IpRange part = IpRange.parse(range);
    AddressPool pool = new AddressPool(subnet, IpAddress.parse(gateway).orElse(null), part);
    for (long i = 0; i < subnet.size().longValue(); i++) {
      IpAddress address = subnet.first().plus(i);
      boolean end =
          subnet.size().compareTo(BigInteger.TWO) > 0
              && (i == 0 || !ipv6 && address.equals(subnet.last()));
      if (!end && !address.toString().equals(gateway)) {
        hosts.add(address);
        if (part.contains(address)) {
          inRange.add(address);
          free.add(address);
        }
      }
    }
    assertThat(pool.capacity()).isEqualTo(inRange.size());
    for (int step = 0; step < 20_000; step++) {
      String where = "seed " + seed + ", step " + step;
      int dice = random.nextInt(100);
      if (dice < 40) {
        takeAny(pool, where);
      } else if (dice < 55) {
        takeOne(pool, hosts.get(random.nextInt(hosts.size())), where);
      } else if (dice < 57) {
        others(pool, random, where);
      } else if (!taken.isEmpty()) {
        release(pool, new ArrayList<>(taken).get(random.nextInt(taken.size())));
      }
      assertThat(pool.inUse()).as(where).isEqualTo(taken.size());
      assertThat(pool.occupied()).as(where).isEqualTo(inRange.size() - free.size());
    }
  }

  private void takeAny(AddressPool pool, String where) {
    Optional<IpAddress> given = pool.take();
    IpAddress expected = free.poll();
    assertThat(given).as(where).isEqualTo(Optional.ofNullable(expected));
    given.ifPresent(taken::add);
  }

  private void takeOne(AddressPool pool, IpAddress address, String where) {
    boolean available = !taken.contains(address) && !foreign.contains(address);
    assertThat(pool.isFree(address)).as(where).isEqualTo(available);
    if (available) {
      pool.take(address);
      free.remove(address);
      taken.add(address);
    }
  }

  private void others(AddressPool pool, Random random, String where) {
    Set<IpAddress> now = new HashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      now.add(hosts.get(random.nextInt(hosts.size())));
    }
    Set<IpAddress> contested = new HashSet<>(now);
    contested.removeAll(foreign);
    contested.retainAll(taken);
    assertThat(pool.foreign(now)).as(where).containsExactlyInAnyOrderElementsOf(contested);
    free.removeAll(now);
    // In the order of the numbers, as in the pool: all of these are in one page of its bits.
    hosts.stream()
        .filter(a -> foreign.contains(a) && !now.contains(a) && !taken.contains(a))
        .filter(inRange::contains)
        .forEach(free::add);
    foreign.clear();
    foreign.addAll(now);
  }

  private void release(AddressPool pool, IpAddress address) {
    pool.release(address);
    taken.remove(address);
    if (inRange.contains(address) && !foreign.contains(address)) {
      free.add(address);
    }
  }
}
