package org.mano4j.pop;

import com.google.protobuf.Empty;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;

/**
 * Calls one Pop as one user. Get one from {@link PopSessions#client}.
 *
 * <p>Every method blocks until the answer is there or the deadline ends, and throws {@link
 * PopException} when the Pop refuses or cannot be reached. Thread-safe, immutable.
 */
public final class PopClient {

  private final Session session;
  private final Duration deadline;
  private final boolean ownDeadline;

  PopClient(Session session, Duration deadline) {
    this(session, deadline, false);
  }

  private PopClient(Session session, Duration deadline, boolean ownDeadline) {
    this.session = session;
    this.deadline = deadline;
    this.ownDeadline = ownDeadline;
  }

  /** The Pop that is called. */
  public PopEndpoint endpoint() {
    return session.channel().endpoint();
  }

  /**
   * The same client, with another time for each call, login included. For {@link #stop} and {@link
   * #delete} it is also the time that the Pop gives a container to end by itself; otherwise the Pop
   * decides (5 s).
   *
   * @param value more than zero
   */
  public PopClient withDeadline(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("deadline must be more than zero, but is " + value);
    }
    return new PopClient(session, value, true);
  }

  /** The containers meant; none if there is none with that id or name. */
  public List<Container> containers(Filter filter) {
    return list(
        "Containers",
        filter,
        PopGrpc.getContainersMethod(),
        ContainerList::getListList,
        PopWire::fromProto);
  }

  /** The container meant; the first one if the filter means all. */
  public Optional<Container> container(Filter filter) {
    return containers(filter).stream().findFirst();
  }

  /** The images meant; none if there is none with that id or name. */
  public List<Image> images(Filter filter) {
    return list(
        "Images", filter, PopGrpc.getImagesMethod(), ImageList::getListList, PopWire::fromProto);
  }

  /** The image meant; the first one if the filter means all. */
  public Optional<Image> image(Filter filter) {
    return images(filter).stream().findFirst();
  }

  /** The networks meant; none if there is none with that id or name. */
  public List<Network> networks(Filter filter) {
    return list(
        "Networks",
        filter,
        PopGrpc.getNetworksMethod(),
        NetworkList::getListList,
        PopWire::fromProto);
  }

  /** The network meant; the first one if the filter means all. */
  public Optional<Network> network(Filter filter) {
    return networks(filter).stream().findFirst();
  }

  /** The flavours meant; none if there is none with that id or name. */
  public List<Flavour> flavours(Filter filter) {
    return list(
        "Flavours",
        filter,
        PopGrpc.getFlavoursMethod(),
        FlavourList::getListList,
        PopWire::fromProto);
  }

  /** The flavour meant; the first one if the filter means all. */
  public Optional<Flavour> flavour(Filter filter) {
    return flavours(filter).stream().findFirst();
  }

  /** Reserves name and addresses of a container; nothing runs yet. */
  public Container create(ContainerConfig config) {
    return PopWire.fromProto(
        call("Create of '" + config.name() + "'")
            .run(PopGrpc.getCreateMethod(), PopWire.toProto(config)));
  }

  /**
   * Stops a container if it runs, and forgets it. Returns when it is gone. If the deadline ends
   * before, the Pop goes on; calling again is safe.
   */
  public void delete(Filter filter) {
    patientCall("Delete of " + filter).run(PopGrpc.getDeleteMethod(), PopWire.toProto(filter));
  }

  /**
   * Adds entries to the metadata of a container that was not started yet; its environment. An entry
   * with an empty value removes its key. No entries: nothing changes.
   */
  public void metadata(Filter filter, Map<String, String> entries) {
    NewMetadata request =
        NewMetadata.newBuilder()
            .setFilter(PopWire.toProto(filter))
            .setMd(PopWire.toProto(entries))
            .build();
    call("Metadata of " + filter).run(PopGrpc.getMetadataMethod(), request);
  }

  /** Runs a created container, with its metadata as environment. */
  public Container start(Filter filter) {
    return PopWire.fromProto(
        call("Start of " + filter).run(PopGrpc.getStartMethod(), PopWire.toProto(filter)));
  }

  /** Begins to stop a running container; does not wait for its end. */
  public void stop(Filter filter) {
    patientCall("Stop of " + filter).run(PopGrpc.getStopMethod(), PopWire.toProto(filter));
  }

  /** What the Pop is. Also tells that it can be reached, and that the credentials are good. */
  public PopInfo info() {
    return PopWire.fromProto(call("Info").run(PopGrpc.getInfoMethod(), Empty.getDefaultInstance()));
  }

  /**
   * Ends the session, for all clients that share it. Does nothing if there is none. The next call
   * logs in again.
   */
  public void logout() {
    new PopCall(session, "Logout", deadline, true).end();
  }

  private <R, E, T> List<T> list(
      String name,
      Filter filter,
      MethodDescriptor<org.mano4j.pop.proto.Filter, R> method,
      Function<R, List<E>> elements,
      Function<E, T> value) {
    try {
      R reply = call(name + " (" + filter + ")").run(method, PopWire.toProto(filter));
      return elements.apply(reply).stream().map(value).toList();
    } catch (PopException e) {
      if (NotFound.isMeantBy(e)) {
        return List.of();
      }
      throw e;
    }
  }

  private PopCall call(String what) {
    return new PopCall(session, what, deadline, true);
  }

  /** A call whose deadline the Pop would take as grace: it is told only if the user chose one. */
  private PopCall patientCall(String what) {
    return new PopCall(session, what, deadline, ownDeadline);
  }
}
