package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopBench.name;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.ALONE;
import static org.mano4j.testkit.pop.PopNeed.BROKEN_IMAGE;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.PopGrpc;

/** Start. */
final class StartCases {

  private static final List<String> PHASES = List.of("allocate", "create", "start", "ready");

  private StartCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "start-01",
            "A started container is RUNNING, and still has its id, name and creation",
            StartCases::runs),
        new PopCase("start-02", "It can be named, too", StartCases::byName),
        new PopCase(
            "start-03", "A second Start is ALREADY_EXISTS and changes nothing", StartCases::twice),
        new PopCase(
            "start-04", "Start of an EXITED container is ALREADY_EXISTS", StartCases::afterTheEnd),
        new PopCase("start-05", "An unknown container is NOT_FOUND", StartCases::unknown),
        new PopCase(
            "start-06",
            "An empty filter is INVALID_ARGUMENT",
            StartCases::noFilter,
            ADDITIONS,
            ALONE),
        new PopCase(
            "start-07", "A container keeps the address that it was promised", StartCases::address),
        new PopCase(
            "start-08",
            "Its trailing metadata tell how long allocate, create, start and ready took",
            StartCases::phases,
            ADDITIONS),
        new PopCase(
            "start-09",
            "A started container has one instance that runs on the platform",
            StartCases::instance,
            PLATFORM),
        new PopCase(
            "start-10",
            "A Start that fails says why, and leaves the container FAILED",
            StartCases::fails,
            BROKEN_IMAGE),
        new PopCase(
            "start-11",
            "A FAILED container cannot be started: FAILED_PRECONDITION",
            StartCases::afterFailure,
            BROKEN_IMAGE),
        new PopCase(
            "start-12",
            "A Start that fails leaves nothing on the platform",
            StartCases::leavesNothing,
            BROKEN_IMAGE,
            PLATFORM),
        new PopCase(
            "start-13",
            "A Start that fails gives the addresses back",
            StartCases::addressesBack,
            BROKEN_IMAGE,
            ADDITIONS));
  }

  private static void runs(PopBench pop) {
    Container before = pop.created();
    Container after = pop.start(before);
    equal("its status", after.getStatus(), Status.RUNNING);
    equal("its extended status", after.getExtendedStatus(), "the container is running");
    equal("its id", after.getId(), before.getId());
    equal("its name", nameOf(after), nameOf(before));
    equal("its creation", after.getCreated(), before.getCreated());
    check(after.getStarted() >= after.getCreated() - 1, "it was started before it was created");
    equal("the status that is listed", pop.get(before).getStatus(), Status.RUNNING);
  }

  private static void byName(PopBench pop) {
    Container one = pop.created();
    equal("its id", pop.pop().start(name(nameOf(one))).getId(), one.getId());
  }

  private static void twice(PopBench pop) throws Exception {
    Container one = pop.running();
    refused(pop, one, PopReason.ALREADY_STARTED, Code.ALREADY_EXISTS);
    equal("the container after that", pop.get(one), one);
  }

  private static PopRefusal refused(PopBench pop, Container one, String reason, Code code)
      throws Exception {
    return pop.refused(
        "Start of a container that is " + pop.get(one).getStatus(),
        () -> pop.start(one),
        reason,
        code);
  }

  private static void afterTheEnd(PopBench pop) throws Exception {
    PopRefusal refusal = refused(pop, pop.exited(), PopReason.ALREADY_STARTED, Code.ALREADY_EXISTS);
    check(
        refusal.text().startsWith("container already started"),
        "the text is '%s', which old clients do not know",
        refusal.text());
  }

  private static void unknown(PopBench pop) throws Exception {
    pop.refused(
        "Start of an unknown container",
        () -> pop.pop().start(id("no-such-id")),
        PopReason.NO_SUCH_CONTAINER,
        Code.NOT_FOUND);
  }

  private static void noFilter(PopBench pop) throws Exception {
    Container one = pop.created();
    pop.refused(
        "Start without a container",
        () -> pop.pop().start(PopBench.all()),
        PopReason.INVALID_FIELD,
        Code.INVALID_ARGUMENT);
    equal("the status of a container", pop.get(one).getStatus(), Status.CREATED);
  }

  private static void address(PopBench pop) {
    Container before = pop.created();
    Container after = pop.start(before);
    equal("its address", PopBench.address(after), PopBench.address(before));
    equal("its network", PopBench.endpoint(after).getNetId(), PopBench.endpoint(before).getNetId());
  }

  private static void phases(PopBench pop) {
    Container one = pop.created();
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    Channel observed =
        ClientInterceptors.intercept(
            pop.pop().channel(), MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
    pop.pop().call(observed, PopGrpc.getStartMethod(), id(one));
    for (String phase : PHASES) {
      String key = "mano4j-phase-" + phase;
      String value = trailers.get().get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
      check(
          value != null && value.matches("\\d{1,18}"),
          "the trailing metadata %s is '%s', no number of microseconds",
          key,
          value);
    }
  }

  private static void instance(PopBench pop) {
    long before = pop.instances().stream().filter(one -> one.running()).count();
    Container one = pop.running();
    long after = pop.instances().stream().filter(other -> other.running()).count();
    equal("how many more instances run", after - before, 1L);
    check(
        pop.instances().stream().anyMatch(other -> other.id().equals(one.getId())),
        "no instance has the id of the container in its first life");
  }

  private static void fails(PopBench pop) throws Exception {
    Container one = pop.broken();
    equal("its status", one.getStatus(), Status.FAILED);
    check(
        one.getExtendedStatus().startsWith("error while "),
        "its extended status does not say what went wrong: '%s'",
        one.getExtendedStatus());
  }

  private static void afterFailure(PopBench pop) throws Exception {
    refused(pop, pop.broken(), PopReason.WRONG_STATE, Code.FAILED_PRECONDITION);
  }

  private static void leavesNothing(PopBench pop) throws Exception {
    List<?> before = pop.instances();
    pop.broken();
    equal("what the platform has", pop.instances(), before);
  }

  private static void addressesBack(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.broken();
    pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one)))));
  }
}
