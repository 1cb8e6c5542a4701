package org.mano4j.pop.nfv;

import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Token;

/** A Pop of the first generation: one of ours behind it, without anything that was added since. */
final class OldPop extends PopGrpc.PopImplBase implements AutoCloseable {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final ThreadLocal<String> token = new ThreadLocal<>();
  private final ManagedChannel channel;
  private final PopGrpc.PopBlockingStub pop;
  private final Server server;

  OldPop(PopEndpoint behind) throws IOException {
    channel = NettyChannelBuilder.forAddress(behind.host(), behind.port()).usePlaintext().build();
    pop = PopGrpc.newBlockingStub(channel).withInterceptors(new Tokens());
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(ServerInterceptors.intercept(this, new Tokens()))
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
  public void login(Credentials request, StreamObserver<Token> observer) {
    answer(observer, () -> pop.login(request));
  }

  @Override
  public void logout(Empty request, StreamObserver<Empty> observer) {
    answer(observer, () -> pop.logout(request));
  }

  @Override
  public void info(Empty request, StreamObserver<Infos> observer) {
    answer(observer, () -> pop.info(request));
  }

  @Override
  public void containers(Filter request, StreamObserver<ContainerList> observer) {
    answer(
        observer,
        () -> {
          ContainerList.Builder list = ContainerList.newBuilder();
          pop.containers(request).getListList().forEach(c -> list.addList(old(c)));
          return list.build();
        });
  }

  @Override
  public void images(Filter request, StreamObserver<ImageList> observer) {
    answer(observer, () -> pop.images(request));
  }

  @Override
  public void networks(Filter request, StreamObserver<NetworkList> observer) {
    answer(observer, () -> pop.networks(request));
  }

  @Override
  public void flavours(Filter request, StreamObserver<FlavourList> observer) {
    answer(observer, () -> pop.flavours(request));
  }

  @Override
  public void stop(Filter request, StreamObserver<Empty> observer) {
    answer(observer, () -> pop.stop(request));
  }

  @Override
  public void create(ContainerConfig request, StreamObserver<Container> observer) {
    ContainerConfig known =
        request.toBuilder().clearMd().clearLabels().clearIdempotencyKey().build();
    answer(observer, () -> old(pop.create(known)));
  }

  @Override
  public void metadata(NewMetadata request, StreamObserver<Empty> observer) {
    answer(observer, () -> pop.metadata(request));
  }

  @Override
  public void start(Filter request, StreamObserver<Container> observer) {
    answer(observer, () -> old(pop.start(request)));
  }

  @Override
  public void delete(Filter request, StreamObserver<Empty> observer) {
    answer(observer, () -> pop.delete(request));
  }

  private static Container old(Container container) {
    return container.toBuilder().clearLife().clearExitCode().clearFinished().clearLabels().build();
  }

  private static <R> void answer(StreamObserver<R> observer, Supplier<R> call) {
    try {
      observer.onNext(call.get());
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  /** Hands the session on. */
  private final class Tokens implements ServerInterceptor, io.grpc.ClientInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      return new io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
          next.startCall(call, headers)) {
        @Override
        public void onHalfClose() {
          token.set(headers.get(TOKEN));
          super.onHalfClose();
        }
      };
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          String known = token.get();
          if (known != null) {
            headers.put(TOKEN, known);
          }
          super.start(listener, headers);
        }
      };
    }
  }
}
