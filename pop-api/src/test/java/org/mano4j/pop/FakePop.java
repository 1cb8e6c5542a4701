package org.mano4j.pop;

import com.google.protobuf.Empty;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Token;

/** A server that knows as much of the old calls as tests of the client need, and counts. */
class FakePop extends PopGrpc.PopImplBase implements AutoCloseable {

  /** For logouts that are waited for: a busy machine may take more than a second. */
  static final Duration PATIENT = Duration.ofSeconds(30);

  static {
    // What never comes is told soon enough, and a busy machine may take longer than 10 s.
    Awaitility.setDefaultTimeout(PATIENT);
  }

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> SENT = Context.key("sent");

  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger infos = new AtomicInteger();
  final AtomicInteger transports = new AtomicInteger();
  final List<String> valid = new CopyOnWriteArrayList<>();
  final List<Boolean> deadlineTold = new CopyOnWriteArrayList<>();

  /** What the next calls are refused with, one each; then {@link #refusal} counts. */
  final Queue<Status> refusals = new ConcurrentLinkedQueue<>();

  final Queue<Status> loginRefusals = new ConcurrentLinkedQueue<>();
  final AtomicReference<Status> refusal = new AtomicReference<>(Status.OK);
  final CountDownLatch mayLogIn = new CountDownLatch(1);
  final CountDownLatch mayStop = new CountDownLatch(1);
  private Server server;

  final FakePop start() throws IOException {
    return start(0);
  }

  final FakePop start(int port) throws IOException {
    return start(
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  final FakePop start(ServerBuilder<?> builder) throws IOException {
    server =
        builder
            .addService(ServerInterceptors.intercept(this, new TokenReader()))
            .addTransportFilter(
                new ServerTransportFilter() {
                  @Override
                  public Attributes transportReady(Attributes attributes) {
                    transports.incrementAndGet();
                    return attributes;
                  }
                })
            .build()
            .start();
    return this;
  }

  /** Sessions whose logouts are awaited. */
  static PopSessions sessions(PopClientOptions options) {
    return PopSessions.create(options, endpoint -> Optional.empty(), System::nanoTime, PATIENT);
  }

  final PopEndpoint endpoint() {
    return PopEndpoint.of("localhost", server.getPort());
  }

  @Override
  public void login(Credentials request, StreamObserver<Token> out) {
    int number = logins.incrementAndGet();
    if (request.getUsername().equals("slow")) {
      await(mayLogIn);
    }
    if (!request.getPassword().equals("secret")) {
      out.onError(Status.INVALID_ARGUMENT.withDescription("invalid credentials").asException());
      return;
    }
    Status loginRefusal = loginRefusals.poll();
    if (loginRefusal != null) {
      out.onError(loginRefusal.asException());
      return;
    }
    String token = "token-" + number;
    valid.add(token);
    out.onNext(Token.newBuilder().setValue(token).build());
    out.onCompleted();
  }

  @Override
  public void logout(Empty request, StreamObserver<Empty> out) {
    valid.remove(SENT.get());
    answer(out, Empty.getDefaultInstance());
  }

  @Override
  public void info(Empty request, StreamObserver<Infos> out) {
    infos.incrementAndGet();
    answer(out, Infos.newBuilder().setType("fake").setName("f").setTimestamp(1).build());
  }

  @Override
  public void containers(org.mano4j.pop.proto.Filter request, StreamObserver<ContainerList> out) {
    answer(out, ContainerList.getDefaultInstance());
  }

  @Override
  public void images(org.mano4j.pop.proto.Filter request, StreamObserver<ImageList> out) {
    answer(out, ImageList.getDefaultInstance());
  }

  @Override
  public void networks(org.mano4j.pop.proto.Filter request, StreamObserver<NetworkList> out) {
    answer(out, NetworkList.getDefaultInstance());
  }

  @Override
  public void stop(org.mano4j.pop.proto.Filter request, StreamObserver<Empty> out) {
    deadlineTold.add(Context.current().getDeadline() != null);
    if (request.getName().equals("stubborn")) {
      await(mayStop);
    }
    answer(out, Empty.getDefaultInstance());
  }

  @Override
  public void delete(org.mano4j.pop.proto.Filter request, StreamObserver<Empty> out) {
    deadlineTold.add(Context.current().getDeadline() != null);
    answer(out, Empty.getDefaultInstance());
  }

  final <R> void answer(StreamObserver<R> out, R reply) {
    Status next = refusals.poll();
    Status status = next == null ? refusal.get() : next;
    if (status.isOk()) {
      out.onNext(reply);
      out.onCompleted();
    } else {
      out.onError(status.asException());
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await(50, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  final void stopListening() {
    if (server == null) {
      return;
    }
    server.shutdownNow();
    try {
      server.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    mayLogIn.countDown();
    mayStop.countDown();
    stopListening();
  }

  /** Checks tokens as every Pop does. */
  private final class TokenReader implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      if (call.getMethodDescriptor().equals(PopGrpc.getLoginMethod())) {
        return next.startCall(call, headers);
      }
      String token = headers.get(TOKEN);
      if (token == null || !valid.contains(token)) {
        call.close(
            token == null
                ? Status.UNAUTHENTICATED.withDescription("not authenticated")
                : Status.PERMISSION_DENIED.withDescription("invalid token"),
            new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return Contexts.interceptCall(Context.current().withValue(SENT, token), call, headers, next);
    }
  }
}
