package org.mano4j.pop;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.mano4j.pop.legacy.Container;
import org.mano4j.pop.legacy.ContainerConfig;
import org.mano4j.pop.legacy.ContainerList;
import org.mano4j.pop.legacy.Credentials;
import org.mano4j.pop.legacy.Endpoint;
import org.mano4j.pop.legacy.Filter;
import org.mano4j.pop.legacy.Flavour;
import org.mano4j.pop.legacy.FlavourList;
import org.mano4j.pop.legacy.Image;
import org.mano4j.pop.legacy.ImageList;
import org.mano4j.pop.legacy.Infos;
import org.mano4j.pop.legacy.Ip;
import org.mano4j.pop.legacy.Network;
import org.mano4j.pop.legacy.NetworkList;
import org.mano4j.pop.legacy.NewMetadata;
import org.mano4j.pop.legacy.PopGrpc;
import org.mano4j.pop.legacy.Subnet;
import org.mano4j.pop.legacy.Token;

/**
 * A Pop of the first generation, by the protocol of Appendix B alone, that answers as it was
 * observed to.
 */
final class LegacyPop extends PopGrpc.PopImplBase implements AutoCloseable {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  /** What was asked, in order. */
  final List<Message> requests = new CopyOnWriteArrayList<>();

  final Map<String, Container> containers = new ConcurrentHashMap<>();
  final AtomicReference<Status> createRefusal = new AtomicReference<>(Status.OK);
  final AtomicReference<Status> deleteRefusal = new AtomicReference<>(Status.OK);
  private final Server server;

  LegacyPop() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(ServerInterceptors.intercept(this, new TokenReader()))
            .build()
            .start();
  }

  PopEndpoint endpoint() {
    return PopEndpoint.of("localhost", server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public void login(Credentials request, StreamObserver<Token> out) {
    answer(out, Token.newBuilder().setValue("good").build());
  }

  @Override
  public void logout(Empty request, StreamObserver<Empty> out) {
    requests.add(request);
    answer(out, request);
  }

  @Override
  public void info(Empty request, StreamObserver<Infos> out) {
    requests.add(request);
    answer(out, Infos.newBuilder().setType("docker").setName("old").setTimestamp(9).build());
  }

  @Override
  public void containers(Filter request, StreamObserver<ContainerList> out) {
    requests.add(request);
    if (request.getOptionsCase() == Filter.OptionsCase.OPTIONS_NOT_SET) {
      answer(out, ContainerList.newBuilder().addAllList(containers.values()).build());
      return;
    }
    find(request, out).ifPresent(c -> answer(out, ContainerList.newBuilder().addList(c).build()));
  }

  @Override
  public void images(Filter request, StreamObserver<ImageList> out) {
    requests.add(request);
    answer(out, ImageList.newBuilder().addList(Image.newBuilder().setId("sha256:1")).build());
  }

  @Override
  public void networks(Filter request, StreamObserver<NetworkList> out) {
    requests.add(request);
    answer(out, NetworkList.newBuilder().addList(Network.newBuilder().setId("net-id")).build());
  }

  @Override
  public void flavours(Filter request, StreamObserver<FlavourList> out) {
    requests.add(request);
    answer(
        out,
        FlavourList.newBuilder().addList(Flavour.newBuilder().setId("docker-flavour-id")).build());
  }

  @Override
  public void create(ContainerConfig request, StreamObserver<Container> out) {
    requests.add(request);
    if (!createRefusal.get().isOk()) {
      out.onError(createRefusal.get().asException());
      return;
    }
    String id = "id-" + containers.size();
    Container made =
        Container.newBuilder()
            .setId(id)
            .addNames(request.getName())
            .setImageId(request.getImageId())
            .setStatus(Container.Status.CREATED)
            .setMd(org.mano4j.pop.legacy.Metadata.getDefaultInstance())
            .putEndpoints(
                "net-id",
                Endpoint.newBuilder()
                    .setNetId("net-id")
                    .setIpv4(
                        Ip.newBuilder()
                            .setAddress("172.16.0.2")
                            .setSubnet(
                                Subnet.newBuilder()
                                    .setCidr("172.16.0.0/16")
                                    .setGateway("172.16.0.0/16")))
                    .setIpv6(Ip.getDefaultInstance())
                    .build())
            .build();
    containers.put(id, made);
    answer(out, made);
  }

  @Override
  public void metadata(NewMetadata request, StreamObserver<Empty> out) {
    requests.add(request);
    find(request.getFilter(), out)
        .ifPresent(
            c -> {
              Map<String, String> entries = request.getMd().getEntriesMap();
              if (entries.isEmpty()) {
                fail(out, Status.INVALID_ARGUMENT, "invalid argument provided");
              } else if (entries.containsKey("REFUSED")) {
                fail(out, Status.ALREADY_EXISTS, "container already started");
              } else {
                Container.Builder changed = c.toBuilder();
                changed.getMdBuilder().putAllEntries(entries);
                containers.put(c.getId(), changed.build());
                answer(out, Empty.getDefaultInstance());
              }
            });
  }

  @Override
  public void start(Filter request, StreamObserver<Container> out) {
    requests.add(request);
    find(request, out)
        .ifPresent(
            c -> {
              Container running =
                  c.toBuilder()
                      .setStatus(Container.Status.RUNNING)
                      .setCommand("/bin/sleep 1000 ")
                      .build();
              containers.put(c.getId(), running);
              answer(out, running);
            });
  }

  @Override
  public void stop(Filter request, StreamObserver<Empty> out) {
    requests.add(request);
    find(request, out)
        .ifPresent(
            c -> {
              if (c.getStatus() == Container.Status.RUNNING) {
                answer(out, Empty.getDefaultInstance());
              } else {
                fail(out, Status.UNAVAILABLE, "container not started yet");
              }
            });
  }

  @Override
  public void delete(Filter request, StreamObserver<Empty> out) {
    requests.add(request);
    find(request, out)
        .ifPresent(
            c -> {
              if (!deleteRefusal.get().isOk()) {
                out.onError(deleteRefusal.get().asException());
                return;
              }
              containers.remove(c.getId());
              answer(out, Empty.getDefaultInstance());
            });
  }

  private Optional<Container> find(Filter filter, StreamObserver<?> out) {
    boolean byId = filter.getOptionsCase() == Filter.OptionsCase.ID;
    Optional<Container> found =
        containers.values().stream()
            .filter(
                c ->
                    byId
                        ? c.getId().equals(filter.getId())
                        : c.getNamesList().contains(filter.getName()))
            .findFirst();
    if (found.isEmpty()) {
      if (byId && !filter.getId().isEmpty()) {
        fail(out, Status.NOT_FOUND, "no container for the given filter");
      } else {
        fail(out, Status.UNKNOWN, "no container specified");
      }
    }
    return found;
  }

  private static void fail(StreamObserver<?> out, Status status, String text) {
    out.onError(status.withDescription(text).asException());
  }

  private static <R> void answer(StreamObserver<R> out, R reply) {
    out.onNext(reply);
    out.onCompleted();
  }

  private static final class TokenReader implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      boolean login = call.getMethodDescriptor().equals(PopGrpc.getLoginMethod());
      if (login || "good".equals(headers.get(TOKEN))) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAUTHENTICATED.withDescription("not authenticated"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
