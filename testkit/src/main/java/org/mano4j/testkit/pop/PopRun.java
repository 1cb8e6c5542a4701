package org.mano4j.testkit.pop;

import io.grpc.Status.Code;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.PopGrpc;

/** One run of the suite: what its cases share, and what it has made on the Pop. Thread-safe. */
final class PopRun {

  /** The label of all containers that it makes, where the Pop has labels. */
  static final String LABEL = "mano4j-pop-contract";

  private static final Duration SHORT_GRACE = Duration.ofMillis(700);

  private final PopUnderTest target;
  private final String prefix;
  private final boolean additions;
  private final Set<String> capabilities;
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private final AtomicInteger making = new AtomicInteger();
  private volatile PopWire wire;

  /**
   * Opens a session, and finds out what the Pop is.
   *
   * @throws PopRefusal if the Pop cannot be reached, or does not know the user
   */
  PopRun(PopUnderTest target) {
    this.target = target;
    byte[] random = new byte[3];
    new SecureRandom().nextBytes(random);
    this.prefix = "popcheck-" + HexFormat.of().formatHex(random) + "-";
    this.wire = new PopWire(target, target.endpoint());
    this.additions = hasAdditions(wire.session());
    Infos info = wire.session().info();
    this.capabilities = Set.copyOf(info.getCapabilitiesList());
  }

  /** A call of the additions without what it needs: it does nothing, wherever it is known. */
  private static boolean hasAdditions(PopSession pop) {
    try {
      pop.call(PopGrpc.getResetMethod(), Filter.getDefaultInstance());
      return true;
    } catch (PopRefusal e) {
      return e.code() != Code.UNIMPLEMENTED;
    }
  }

  PopUnderTest target() {
    return target;
  }

  boolean additions() {
    return additions;
  }

  PopWire wire() {
    return wire;
  }

  String prefix() {
    return prefix;
  }

  /** The Pop is at another address from now on, and has forgotten its sessions. */
  void moved(PopEndpoint endpoint) {
    wire.close();
    wire = new PopWire(target, endpoint);
  }

  /** Why a case cannot be tried here; null if it can. */
  @Nullable String lacks(PopCase one) {
    for (PopNeed need : one.needs()) {
      if (!has(need)) {
        return need.absent();
      }
    }
    return null;
  }

  private boolean has(PopNeed need) {
    PopPlatform platform = target.platform();
    return switch (need) {
      case ADDITIONS -> additions;
      case EXIT_WELL -> target.exitImages().containsKey(0);
      case EXIT_BADLY -> target.exitImages().keySet().stream().anyMatch(code -> code != 0);
      case BROKEN_IMAGE -> target.brokenImage() != null;
      case NO_COMMAND -> target.imageWithoutCommand() != null;
      case NETWORKS -> capabilities.contains("CreateNetwork");
      case NO_NETWORKS -> !capabilities.contains("CreateNetwork");
      case PULL -> capabilities.contains("PullImage");
      case NO_PULL -> !capabilities.contains("PullImage");
      case LOGS -> capabilities.contains("Logs");
      case STATS -> capabilities.contains("Stats");
      case PLATFORM -> platform != null;
      case CRASH -> platform != null && platform.survivesCrash();
      case ALONE ->
          wire.session().containers(Filter.getDefaultInstance()).stream().allMatch(this::isOurs);
    };
  }

  /** Makes something on the Pop, unless the run is to end. */
  <T> T make(Supplier<T> call) {
    making.incrementAndGet();
    try {
      if (abandoned.getCount() == 0) {
        throw new AssertionError("the run was ended");
      }
      return call.get();
    } finally {
      making.decrementAndGet();
    }
  }

  /** Waits a little before looking again; fails if the run is to end meanwhile. */
  void pause(Duration time) throws InterruptedException {
    if (abandoned.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("the run was ended");
    }
  }

  /** Nothing is made any more from now on. */
  void abandon() {
    abandoned.countDown();
  }

  /** Removes all that was made and is still there, and closes the session. */
  void end() throws InterruptedException {
    abandon();
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 100 && making.get() > 0; i++) {
      never.await(50, TimeUnit.MILLISECONDS);
    }
    try {
      remove(name -> name.startsWith(prefix));
    } finally {
      wire.close();
    }
  }

  /** Removes the containers and networks with these names, and the suite's without one. */
  void remove(Predicate<String> names) {
    PopSession pop = wire.session();
    for (Container one : pop.containers(Filter.getDefaultInstance())) {
      if (isOurs(one) && (named(one, names) || !named(one, name -> name.startsWith(prefix)))) {
        delete(pop, Filter.newBuilder().setId(one.getId()).build());
      }
    }
    if (capabilities.contains("CreateNetwork")) {
      for (Network one : pop.networks(Filter.getDefaultInstance())) {
        if (one.getName().startsWith(prefix) && names.test(one.getName())) {
          pop.deleteNetwork(Filter.newBuilder().setId(one.getId()).build());
        }
      }
    }
  }

  private boolean isOurs(Container one) {
    return named(one, name -> name.startsWith(prefix))
        || prefix.equals(one.getLabelsOrDefault(LABEL, ""));
  }

  private static boolean named(Container one, Predicate<String> names) {
    List<String> all = one.getNamesList();
    return all.stream().anyMatch(names);
  }

  /** Deletes with a short grace, and waits for the end. What is gone already is no failure. */
  private static void delete(PopSession pop, Filter which) {
    try {
      pop.call(PopGrpc.getDeleteMethod(), which, SHORT_GRACE);
    } catch (PopRefusal first) {
      if (first.code() == Code.DEADLINE_EXCEEDED) {
        try {
          pop.delete(which);
        } catch (PopRefusal second) {
          unlessGone(second);
        }
      } else {
        unlessGone(first);
      }
    }
  }

  private static void unlessGone(PopRefusal refusal) {
    if (refusal.code() != Code.NOT_FOUND) {
      throw refusal;
    }
  }
}
