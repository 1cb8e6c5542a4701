package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;

import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Ip;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.server.InstanceState;

/** A Pop as one case sees it: the calls of the protocol, and the steps that many cases take. */
final class PopBench {

  /** What no platform has under any name, also one that has every image that is asked for. */
  static final String NO_IMAGE = "sha256:" + "0".repeat(64);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

  /** A first-generation Pop looks at its platform every 30 s. */
  private static final Duration SEEN_LATE = Duration.ofSeconds(35);

  private static final Duration SHORT_GRACE = Duration.ofMillis(700);

  private final PopRun run;
  private final String prefix;
  private final AtomicInteger names = new AtomicInteger();

  PopBench(PopRun run, PopCase one) {
    this.run = run;
    this.prefix = run.prefix() + one.id() + "-";
  }

  /** Removes what the case has made. */
  void cleanUp() {
    run.remove(name -> name.startsWith(prefix));
  }

  boolean additions() {
    return run.additions();
  }

  PopWire wire() {
    return run.wire();
  }

  PopSession pop() {
    return run.wire().session();
  }

  PopPlatform platform() {
    return Objects.requireNonNull(run.target().platform(), "the case does not need PLATFORM");
  }

  /** What the platform has, but for what it only keeps of instances that have ended. */
  List<InstanceState> instances() {
    return platform().instances().stream().filter(state -> !state.kept()).toList();
  }

  /** Whether the platform keeps something of an instance that has ended. */
  boolean keeps(String instanceId) {
    return platform().instances().stream()
        .anyMatch(state -> state.kept() && state.id().equals(instanceId));
  }

  /** Ends the Pop, lets something happen, and starts it again. */
  void crash(Runnable meanwhile) {
    platform().crash();
    try {
      meanwhile.run();
    } finally {
      run.moved(platform().restart());
    }
  }

  String image() {
    return run.target().image();
  }

  String brokenImage() {
    return Objects.requireNonNull(run.target().brokenImage(), "the case does not need it");
  }

  String imageWithoutCommand() {
    return Objects.requireNonNull(run.target().imageWithoutCommand(), "the case does not need it");
  }

  /** A code other than 0 that an image ends with. */
  int badCode() {
    return run.target().exitImages().keySet().stream()
        .filter(code -> code != 0)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  String exitImage(int code) {
    return Objects.requireNonNull(run.target().exitImages().get(code), "the case does not need it");
  }

  /** A name that nobody has. */
  String newName() {
    return prefix + names.incrementAndGet();
  }

  /** Of a container with a new name, in the network under test. */
  ContainerConfig.Builder config() {
    ContainerConfig.Builder config =
        ContainerConfig.newBuilder().setName(newName()).setImageId(image());
    String network = run.target().network();
    if (network != null) {
      config.putEndpoints(network, Endpoint.getDefaultInstance());
    }
    return config;
  }

  /** Of a container with a new name and these networks alone. */
  ContainerConfig.Builder config(Map<String, Endpoint> endpoints) {
    return config().clearEndpoints().putAllEndpoints(endpoints);
  }

  /** All containers of the suite come to be here. */
  Container create(ContainerConfig.Builder config) {
    if (additions()) {
      config.putLabels(PopRun.LABEL, run.prefix());
    }
    return run.make(() -> pop().create(config.build()));
  }

  Network createNetwork(NetworkConfig.Builder config) {
    return run.make(() -> pop().createNetwork(config.build()));
  }

  Container created() {
    return create(config());
  }

  Container running() {
    return start(created());
  }

  Container start(Container one) {
    return run.make(() -> pop().start(id(one)));
  }

  Container exited() throws InterruptedException {
    return stopped(running());
  }

  /** A container whose image ends by itself, when it has. */
  Container ended(int code) throws InterruptedException {
    return await(start(create(config().setImageId(exitImage(code)))), Status.EXITED, Status.FAILED);
  }

  /** A container whose start has failed. */
  Container broken() throws Exception {
    Container one = create(config().setImageId(brokenImage()));
    Checks.refused(
        "Start of an image that cannot be started", () -> start(one), everyCodeOfAPlatform());
    return get(one);
  }

  /** What a platform may answer for reasons of its own. */
  static Code[] everyCodeOfAPlatform() {
    return Arrays.stream(Code.values())
        .filter(
            code ->
                !Set.of(Code.OK, Code.PERMISSION_DENIED, Code.UNAUTHENTICATED, Code.UNIMPLEMENTED)
                    .contains(code))
        .toArray(Code[]::new);
  }

  /** Stops with a short grace, and waits for the end. */
  Container stopped(Container one) throws InterruptedException {
    if (!inTime(PopGrpc.getStopMethod(), one)) {
      again(() -> pop().stop(id(one)), Code.FAILED_PRECONDITION, Code.UNAVAILABLE);
    }
    return await(one, Status.EXITED);
  }

  /** Deletes with a short grace, and waits for the end. */
  void delete(Container one) throws InterruptedException {
    if (!inTime(PopGrpc.getDeleteMethod(), one)) {
      again(() -> pop().delete(id(one)), Code.NOT_FOUND);
    }
    await("the container to be gone after its Delete", () -> !isThere(one));
  }

  /** Whether the Pop answered within the short grace. */
  private boolean inTime(MethodDescriptor<Filter, ?> method, Container one) {
    try {
      pop().call(method, id(one), SHORT_GRACE);
      return true;
    } catch (PopRefusal e) {
      if (e.code() != Code.DEADLINE_EXCEEDED) {
        throw e;
      }
      return false;
    }
  }

  /** The first call may not have reached the Pop; if it has, this one is answered so. */
  private static void again(Runnable call, Code... done) {
    try {
      call.run();
    } catch (PopRefusal e) {
      if (!List.of(done).contains(e.code())) {
        throw e;
      }
    }
  }

  Container get(Container one) {
    List<Container> found = pop().containers(id(one));
    check(found.size() == 1, "Containers with an id lists %s containers", found.size());
    return found.get(0);
  }

  /** Whether it is there and runs. */
  boolean runs(Container one) {
    return pop().containers(all()).stream()
        .anyMatch(
            other -> other.getId().equals(one.getId()) && other.getStatus() == Status.RUNNING);
  }

  boolean isThere(Container one) {
    try {
      return !pop().containers(id(one)).isEmpty();
    } catch (PopRefusal e) {
      if (e.code() == Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Waits for one of these states. */
  Container await(Container one, Status... wanted) throws InterruptedException {
    List<Status> any = Arrays.asList(wanted);
    long end = System.nanoTime() + patience().toNanos();
    Container now = get(one);
    while (!any.contains(now.getStatus())) {
      check(
          now.getStatus() != Status.EXITED && now.getStatus() != Status.FAILED,
          "the container is %s for good (%s), not %s",
          now.getStatus(),
          now.getExtendedStatus(),
          any);
      check(
          System.nanoTime() < end,
          "the container is still %s (%s) after %s s, not %s",
          now.getStatus(),
          now.getExtendedStatus(),
          patience().toSeconds(),
          any);
      run.pause(LOOK_AGAIN);
      now = get(one);
    }
    return now;
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + patience().toNanos();
    while (!condition.getAsBoolean()) {
      check(System.nanoTime() < end, "waited %s s for %s", patience().toSeconds(), what);
      run.pause(LOOK_AGAIN);
    }
  }

  Duration patience() {
    Duration timeout = run.target().timeout();
    return additions() ? timeout : timeout.plus(SEEN_LATE);
  }

  /** Refused with one of these codes and, where reasons are given, this one. */
  PopRefusal refused(String what, Checks.@Nullable Call call, String reason, Code... codes)
      throws Exception {
    PopRefusal refusal = Checks.refused(what, Objects.requireNonNull(call), codes);
    if (additions()) {
      check(
          refusal.reason().equals(reason),
          "%s was answered %s, whose reason (ErrorInfo) is '%s' and not %s",
          what,
          refusal.getMessage(),
          refusal.reason(),
          reason);
    }
    return refusal;
  }

  /** The network that containers are attached to. */
  Network network() throws InterruptedException {
    String name = run.target().network();
    if (name != null) {
      return pop().networks(name(name)).get(0);
    }
    Container one = created();
    String id = endpoint(one).getNetId();
    delete(one);
    return pop().networks(id(id)).get(0);
  }

  /** An address of the network that nobody has. */
  String freeAddress(Network network) throws InterruptedException {
    if (additions()) {
      Container one = create(config(Map.of(network.getName(), Endpoint.getDefaultInstance())));
      String address = address(one);
      delete(one);
      return address;
    }
    // A first-generation Pop does not give addresses back: one far from those it gives out.
    return Addresses.somewhere(network.getSubnets(0).getCidr());
  }

  /** The only endpoint of a container, whatever it is called. */
  static Endpoint endpoint(Container one) {
    Map<String, Endpoint> endpoints = new TreeMap<>(one.getEndpointsMap());
    check(endpoints.size() == 1, "the container has endpoints %s, not one", endpoints.keySet());
    return endpoints.values().iterator().next();
  }

  static String address(Container one) {
    String address = endpoint(one).getIpv4().getAddress();
    check(!address.isEmpty(), "the container has no IPv4 address");
    return address;
  }

  static Endpoint fixed(String address) {
    return Endpoint.newBuilder().setIpv4(Ip.newBuilder().setAddress(address)).build();
  }

  static Filter all() {
    return Filter.getDefaultInstance();
  }

  static Filter id(String id) {
    return Filter.newBuilder().setId(id).build();
  }

  static Filter id(Container one) {
    return id(one.getId());
  }

  static Filter name(String name) {
    return Filter.newBuilder().setName(name).build();
  }

  static String nameOf(Container one) {
    check(one.getNamesCount() == 1, "the container has %s names, not one", one.getNamesCount());
    return one.getNames(0);
  }
}
