package org.mano4j.testkit.pop;

import com.google.protobuf.Empty;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Token;

/**
 * What a client sees of a Pop of the first generation: the calls of the first protocol, none of the
 * later fields and reasons, and its status codes where they differ. Stands before a Pop of today.
 */
final class FirstGenerationPop extends PopGrpc.PopImplBase
    implements ServerInterceptor, AutoCloseable {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String[]> TOKENS = Context.key("tokens");

  private final ManagedChannel channel;
  private final Server server;

  FirstGenerationPop(PopEndpoint behind) throws IOException {
    channel =
        Grpc.newChannelBuilderForAddress(
                behind.host(), behind.port(), InsecureChannelCredentials.create())
            .build();
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(io.grpc.ServerInterceptors.intercept(this, this))
            .build()
            .start();
  }

  PopEndpoint endpoint() {
    return PopEndpoint.of("localhost", server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
    channel.shutdownNow();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Iterable<String> all = headers.getAll(TOKEN);
    String[] tokens =
        all == null
            ? new String[0]
            : java.util.stream.StreamSupport.stream(all.spliterator(), false)
                .toArray(String[]::new);
    return Contexts.interceptCall(Context.current().withValue(TOKENS, tokens), call, headers, next);
  }

  private <Q, R> void forward(
      MethodDescriptor<Q, R> method, Q request, StreamObserver<R> observer, UnaryOperator<R> seen) {
    R answer;
    try {
      PopSession pop = new PopSession(channel, Duration.ofSeconds(20), TOKENS.get());
      answer = pop.call(method, request);
    } catch (PopRefusal e) {
      observer.onError(
          code(method.getBareMethodName(), e)
              .toStatus()
              .withDescription(e.text())
              .asRuntimeException());
      return;
    }
    observer.onNext(seen.apply(answer));
    observer.onCompleted();
  }

  private static Code code(String call, PopRefusal refusal) {
    boolean create = "Create".equals(call);
    return switch (refusal.reason()) {
      case PopReason.NO_SUCH_IMAGE -> Code.UNKNOWN;
      case PopReason.NO_SUCH_FLAVOUR, PopReason.INVALID_FIELD ->
          create ? Code.UNKNOWN : refusal.code();
      case PopReason.WRONG_STATE -> "Stop".equals(call) ? Code.UNAVAILABLE : refusal.code();
      default -> refusal.code();
    };
  }

  /** Endpoints stand under the id of their network, whose name is not told. */
  private static Container old(Container one) {
    Map<String, Endpoint> endpoints = new TreeMap<>();
    one.getEndpointsMap()
        .values()
        .forEach(e -> endpoints.put(e.getNetId(), e.toBuilder().clearNetName().build()));
    return one.toBuilder()
        .clearLife()
        .clearExitCode()
        .clearFinished()
        .clearLabels()
        .clearEndpoints()
        .putAllEndpoints(endpoints)
        .build();
  }

  private static Filter old(Filter filter) {
    return filter.toBuilder().clearPageSize().clearPageToken().build();
  }

  @Override
  public void containers(Filter request, StreamObserver<ContainerList> observer) {
    forward(
        PopGrpc.getContainersMethod(),
        old(request),
        observer,
        list -> {
          ContainerList.Builder seen = ContainerList.newBuilder();
          list.getListList().forEach(one -> seen.addList(old(one)));
          return seen.build();
        });
  }

  @Override
  public void flavours(Filter request, StreamObserver<FlavourList> observer) {
    forward(PopGrpc.getFlavoursMethod(), old(request), observer, list -> list);
  }

  @Override
  public void images(Filter request, StreamObserver<ImageList> observer) {
    forward(PopGrpc.getImagesMethod(), old(request), observer, list -> list);
  }

  @Override
  public void networks(Filter request, StreamObserver<NetworkList> observer) {
    forward(PopGrpc.getNetworksMethod(), old(request), observer, list -> list);
  }

  @Override
  public void create(ContainerConfig request, StreamObserver<Container> observer) {
    ContainerConfig known =
        request.toBuilder().clearMd().clearLabels().clearIdempotencyKey().build();
    forward(PopGrpc.getCreateMethod(), known, observer, FirstGenerationPop::old);
  }

  @Override
  public void delete(Filter request, StreamObserver<Empty> observer) {
    forward(PopGrpc.getDeleteMethod(), old(request), observer, empty -> empty);
  }

  @Override
  public void metadata(NewMetadata request, StreamObserver<Empty> observer) {
    forward(PopGrpc.getMetadataMethod(), request, observer, empty -> empty);
  }

  @Override
  public void start(Filter request, StreamObserver<Container> observer) {
    forward(PopGrpc.getStartMethod(), old(request), observer, FirstGenerationPop::old);
  }

  @Override
  public void stop(Filter request, StreamObserver<Empty> observer) {
    forward(PopGrpc.getStopMethod(), old(request), observer, empty -> empty);
  }

  @Override
  public void login(Credentials request, StreamObserver<Token> observer) {
    forward(PopGrpc.getLoginMethod(), request, observer, token -> token);
  }

  @Override
  public void logout(Empty request, StreamObserver<Empty> observer) {
    forward(PopGrpc.getLogoutMethod(), request, observer, empty -> empty);
  }

  @Override
  public void info(Empty request, StreamObserver<Infos> observer) {
    forward(
        PopGrpc.getInfoMethod(),
        request,
        observer,
        info ->
            Infos.newBuilder()
                .setType(info.getType())
                .setName(info.getName())
                .setTimestamp(info.getTimestamp())
                .build());
  }
}
