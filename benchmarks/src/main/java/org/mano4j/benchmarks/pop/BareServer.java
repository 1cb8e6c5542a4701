package org.mano4j.benchmarks.pop;

import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Ip;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Subnet;
import org.mano4j.pop.proto.Token;

/**
 * A gRPC server that gives a Pop's answers and knows nothing of what a Pop is for: no sessions, no
 * rights, no state.
 */
final class BareServer implements AutoCloseable {

  private final Server server;

  private BareServer(Server server) {
    this.server = server;
  }

  static BareServer start() throws IOException {
    return new BareServer(
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Answers())
            .build()
            .start());
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Answers extends PopGrpc.PopImplBase {

    private static final ContainerList ONE =
        ContainerList.newBuilder()
            .addList(
                Container.newBuilder()
                    .setId("3f1e9a52c0d74b6f8a1b2c3d4e5f6071")
                    .addNames("bench-00000000-1")
                    .setImageId("web")
                    .setFlavourId("docker-flavour-id")
                    .setCreated(1_795_294_800)
                    .setStatus(Container.Status.CREATED)
                    .setExtendedStatus("container ready for instantiation")
                    .setLife(1)
                    .putEndpoints(
                        "private",
                        Endpoint.newBuilder()
                            .setNetId("private")
                            .setNetName("private")
                            .setIpv4(
                                Ip.newBuilder()
                                    .setAddress("172.16.0.2")
                                    .setSubnet(
                                        Subnet.newBuilder()
                                            .setCidr("172.16.0.0/16")
                                            .setGateway("172.16.0.1")))
                            .build()))
            .build();

    @Override
    public void login(Credentials request, StreamObserver<Token> answer) {
      answer(answer, Token.newBuilder().setValue("token").build());
    }

    @Override
    public void containers(Filter request, StreamObserver<ContainerList> answer) {
      answer(answer, ONE);
    }

    @Override
    public void metadata(NewMetadata request, StreamObserver<Empty> answer) {
      answer(answer, Empty.getDefaultInstance());
    }

    private static <T> void answer(StreamObserver<T> answer, T message) {
      answer.onNext(message);
      answer.onCompleted();
    }
  }
}
