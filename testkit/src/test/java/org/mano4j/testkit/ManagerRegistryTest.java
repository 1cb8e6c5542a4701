package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.mano4j.testkit.Waiting.await;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.manager.ManagerCredentials;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.ManagerRequest;

class ManagerRegistryTest {

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private final ManagerRegistry registry =
      new ManagerRegistry(this::user, new Identities(() -> "id-" + ids.incrementAndGet()));

  private BusCredentials user(String name, String queue) {
    int number = made.incrementAndGet();
    gate.join();
    return new BusCredentials(name, "secret-" + number);
  }

  private Thread register(FutureTask<ManagerCredentials> registration) {
    Thread thread = new Thread(registration, "registration");
    thread.setDaemon(true);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  @Test
  void makesOneUserForTwoRegistrationsAtOnce() throws Exception {
    FutureTask<ManagerCredentials> one = new FutureTask<>(() -> registry.register("mgmt", null));
    FutureTask<ManagerCredentials> two = new FutureTask<>(() -> registry.register("mgmt", null));
    register(one);
    register(two);

    gate.complete(null);

    assertThat(one.get()).isEqualTo(two.get());
    assertThat(made).hasValue(1);
    assertThat(registry.types()).containsExactly("mgmt");
  }

  @Test
  void makesTheUserForTheQueueThatTheEndpointNames() {
    Map<String, String> queues = new HashMap<>();
    ManagerRegistry noting =
        new ManagerRegistry(
            (name, queue) -> {
              queues.put(name, queue);
              return new BusCredentials(name, "secret");
            },
            new Identities(() -> "id"));

    noting.register(
        "mgmt", VnfmManagerEndpointBuilder.builder().type("mgmt").endpoint("own").build());
    noting.register("vim-drivers.pop.test", null);

    assertThat(queues)
        .containsOnly(entry("mgmt", "own"), entry("vim-drivers.pop.test", "vim-drivers.pop.test"));
  }

  @Test
  void triesAgainAfterAUserThatCouldNotBeMade() {
    AtomicInteger attempts = new AtomicInteger();
    ManagerRegistry failing =
        new ManagerRegistry(
            (name, queue) -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the broker is away");
              }
              return new BusCredentials(name, "secret");
            },
            new Identities(() -> "id"));

    assertThatThrownBy(() -> failing.register("mgmt", null)).hasMessage("the broker is away");

    assertThat(failing.register("mgmt", null).rabbitUsername()).isEqualTo("mgmt");
  }

  @Test
  void tellsThoseApartWhoShareAUser() {
    ManagerRegistry shared =
        new ManagerRegistry(
            BrokerUsers.fixed(new BusCredentials("everybody", "secret")),
            new Identities(() -> "id"));
    shared.register("one", endpoint("one"));
    shared.register("two", endpoint("two"));
    shared.register("vim-drivers.test.test", null);

    boolean nobody = shared.deregister(ManagerRequest.deregister("everybody", "secret", null));
    boolean two =
        shared.deregister(ManagerRequest.deregister("everybody", "secret", endpoint("two")));

    assertThat(nobody).isFalse();
    assertThat(two).isTrue();
    assertThat(shared.types()).containsExactly("one", "vim-drivers.test.test");
  }

  @Test
  void countsAVnfmWithoutAQueueAsInactiveUntilItHasOneAgain() {
    gate.complete(null);
    registry.register("one", endpoint("queue-of-one"));

    registry.seen(Set.of("other"));
    Optional<String> without = registry.queueOf("one");
    registry.seen(Set.of("other", "queue-of-one"));

    assertThat(without).isEmpty();
    assertThat(registry.queueOf("one")).contains("queue-of-one");
  }

  @Test
  void saysWhetherAVnfmIsUnknownOrHasNoQueue() {
    gate.complete(null);
    registry.register("one", endpoint("queue-of-one"));
    registry.seen(Set.of());

    assertThat(registry.whyNoQueueOf("one"))
        .contains("type one is registered, but its queue queue-of-one is missing");
    assertThat(registry.whyNoQueueOf("two"))
        .isEqualTo("no VNFM of type two is registered; registered are [one]");
  }

  private static VnfmManagerEndpoint endpoint(String queue) {
    return VnfmManagerEndpointBuilder.builder()
        .type(queue)
        .endpointType(EndpointType.RABBIT)
        .endpoint(queue)
        .build();
  }
}
