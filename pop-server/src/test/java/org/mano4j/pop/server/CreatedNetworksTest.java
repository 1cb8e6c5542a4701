package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.Subnet;

/** What no call shows: restarts, crashes, and a platform that is slow or forgets. */
class CreatedNetworksTest {

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final InMemoryPopBackend backend = RawPop.backend();
  private final PopStore store = new InMemoryPopStore();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void aNetworkThatThePlatformHasLostIsMadeAgainWithItsRangeAndAddresses() {
    Pop before = new Pop(backend);
    NetworkConfig config =
        NetworkConfig.of("ten").withSubnet(new Subnet("10.5.0.0/24", "10.5.0.1", "10.5.0.8/29"));
    Network made = before.created.create(config).join();
    Endpoint held = before.catalog.reserve(mapOf("ten")).get("ten");

    Pop after = new Pop(RawPop.backend());
    after.addresses.reclaim(List.of(held));

    assertThat(after.catalog.named("ten")).isEqualTo(made);
    assertThat(held.address()).isEqualTo("10.5.0.8");
    assertThat(after.catalog.reserve(mapOf("ten")).get("ten").address()).isEqualTo("10.5.0.9");
  }

  @Test
  void theAllocationRangeOfTheStoreWinsWhereThePlatformCannotKeepIt() {
    PopBackend forgetful =
        new ForwardingBackend(backend) {
          @Override
          public List<Network> networks() {
            return super.networks().stream().map(this::plain).toList();
          }

          @Override
          public Network createNetwork(NetworkConfig config) {
            return plain(super.createNetwork(config));
          }

          private Network plain(Network network) {
            return network
                .withMtu(0)
                .withSubnets(
                    network.subnets().stream()
                        .map(s -> new Subnet(s.cidr(), s.gateway()))
                        .toList());
          }
        };
    Pop pop = new Pop(forgetful);
    NetworkConfig config =
        NetworkConfig.of("ten")
            .withMtu(1400)
            .withSubnet(new Subnet("10.5.0.0/24", "10.5.0.1", "10.5.0.8/29"));
    Network made = pop.created.create(config).join();

    assertThat(made.mtu()).isEqualTo(1400);
    assertThat(pop.catalog.all()).contains(made);
    assertThat(new Pop(forgetful).catalog.named("ten")).isEqualTo(made);
    assertThat(pop.created.create(config).join()).isEqualTo(made);
  }

  @Test
  void aNetworkMadeBeforeACrashThatHidItIsTakenUpByRepeating() {
    Pop pop = new Pop(backend);
    Network orphan =
        backend.createNetwork(NetworkConfig.of("ten").withSubnet(new Subnet("10.5.0.0/24", "")));

    assertThat(pop.created.create(NetworkConfig.of("ten")).join()).isEqualTo(orphan);
    pop.created.delete(Filter.byName("ten")).join();
    assertThat(backend.networks()).extracting(Network::name).containsExactly("private", "dmz");
  }

  @Test
  void aNetworkThatIsMadeSlowlyDelaysOnlyOtherNetworks() throws Exception {
    Gate gate = new Gate();
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public Network createNetwork(NetworkConfig config) {
                gate.pass("network " + config.name());
                return super.createNetwork(config);
              }
            });
    CompletableFuture<Network> slow = pop.created.create(NetworkConfig.of("slow"));
    await().until(() -> gate.waiting() == 1);

    assertThat(pop.catalog.all()).hasSize(2);
    assertThat(pop.catalog.reserve(mapOf("private"))).hasSize(1);
    assertThat(slow).isNotDone();
    gate.close();
    assertThat(slow.get(30, TimeUnit.SECONDS).name()).isEqualTo("slow");
  }

  @Test
  void aListThatWasAskedForBeforeANetworkWasMadeDoesNotHideIt() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    Gate gate = new Gate();
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public List<Network> networks() {
                List<Network> now = super.networks();
                if (lists.incrementAndGet() == 2) {
                  gate.pass("list");
                }
                return now;
              }
            });
    CompletableFuture<List<Network>> late =
        CompletableFuture.supplyAsync(pop.catalog::all, executor);
    await().until(() -> gate.waiting() == 1);
    pop.created.create(NetworkConfig.of("ten")).join();
    gate.close();

    assertThat(late.get(30, TimeUnit.SECONDS)).extracting(Network::name).contains("ten");
    assertThat(pop.catalog.known()).extracting(Network::name).contains("ten");
  }

  @Test
  void aFullNetworkAsksForAddressesThatOthersHaveLeftOnlyNowAndThen() {
    AtomicInteger asked = new AtomicInteger();
    backend.setForeignAddresses("dmz", List.of("10.0.0.2"));
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public List<String> foreignAddresses(Network network) {
                asked.incrementAndGet();
                return super.foreignAddresses(network);
              }
            });
    int before = asked.get();

    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> pop.catalog.reserve(mapOf("dmz"))).isInstanceOf(PopException.class);
    }
    assertThat(asked.get() - before).isBetween(1, 20);
  }

  @Test
  void aPickedSubnetOverlapsWithNothingThatThePlatformUsesOtherwise() {
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public List<String> takenSubnets() {
                return List.of("172.17.0.0/16", "172.18.4.0/24", "172.18.128.0/17", "nonsense");
              }
            });
    List<String> used = pop.catalog.all().stream().map(n -> n.subnets().get(0).cidr()).toList();

    assertThat(used).contains("172.16.0.0/16");
    assertThat(pop.created.create(NetworkConfig.of("ten")).join().subnets())
        .containsExactly(new Subnet("172.19.0.0/16", "172.19.0.1"));
  }

  @Test
  void aSubnetThatThePlatformRefusesGivesWayToTheNextOne() {
    List<String> tried = new ArrayList<>();
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public Network createNetwork(NetworkConfig config) {
                tried.add(config.subnets().get(0).cidr());
                if (tried.size() < 3) {
                  throw taken();
                }
                return super.createNetwork(config);
              }
            });

    pop.created.create(NetworkConfig.of("ten")).join();

    assertThat(tried).containsExactly("172.17.0.0/16", "172.18.0.0/16", "172.19.0.0/16");
  }

  @Test
  void aSubnetThatTheCallerHasChosenIsTriedOnce() {
    AtomicInteger tried = new AtomicInteger();
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public Network createNetwork(NetworkConfig config) {
                tried.incrementAndGet();
                throw taken();
              }
            });

    assertThatThrownBy(
            () ->
                pop.created
                    .create(NetworkConfig.of("ten").withSubnet(new Subnet("10.5.0.0/24", "")))
                    .join())
        .hasMessageContaining("in use");
    assertThat(tried).hasValue(1);
  }

  @Test
  void aSubnetThatThePlatformAddsInAnotherFamilyIsNoDifference() {
    Pop pop =
        new Pop(
            new ForwardingBackend(backend) {
              @Override
              public Network createNetwork(NetworkConfig config) {
                return super.createNetwork(config.withSubnet(new Subnet("10.6.0.0/24", "")));
              }
            });
    NetworkConfig six = NetworkConfig.of("six").withSubnet(new Subnet("fd00:6::/64", ""));
    Network made = pop.created.create(six).join();

    assertThat(pop.created.create(six).join()).isEqualTo(made);
    NetworkConfig other = NetworkConfig.of("six").withSubnet(new Subnet("10.6.0.0/24", ""));
    assertThatThrownBy(
            () -> pop.created.create(other.withSubnet(new Subnet("fd00:7::/64", ""))).join())
        .hasMessageContaining("its subnets are");
  }

  @Test
  void aNetworkThatIsLostWhileThePopRunsIsMadeAgainAndKeepsItsAddresses() {
    Pop pop = new Pop(backend);
    Network made = pop.created.create(NetworkConfig.of("ten")).join();
    Endpoint held = pop.catalog.reserve(mapOf("ten")).get("ten");
    backend.deleteNetwork(made.id());

    pop.catalog.refreshAll();
    assertThat(pop.catalog.known()).extracting(Network::name).doesNotContain("ten");
    pop.created.restoreLater();

    await().until(() -> backend.networks().stream().anyMatch(n -> n.name().equals("ten")));
    assertThat(pop.created.create(NetworkConfig.of("ten")).join()).isEqualTo(made);
    assertThat(pop.catalog.reserve(mapOf("ten")).get("ten").address()).isNotEqualTo(held.address());
  }

  private static PopException taken() {
    return new PopException(
        PopException.Code.ALREADY_EXISTS, PopReason.SUBNET_TAKEN, "it is in use");
  }

  private static java.util.Map<String, Endpoint> mapOf(String network) {
    return java.util.Map.of(network, Endpoint.automatic());
  }

  /** The parts of a Pop that know networks, as after its start. */
  private final class Pop {

    private final AddressManager addresses = new AddressManager();
    private final NetworkCatalog catalog;
    private final CreatedNetworks created;

    Pop(PopBackend backend) {
      Platform platform = new Platform(backend);
      catalog = new NetworkCatalog(platform, store, addresses);
      created =
          new CreatedNetworks(
              platform, store, addresses, catalog, SubnetPool.defaults(), "private", executor);
      catalog.refresh();
      created.restore();
    }
  }
}
