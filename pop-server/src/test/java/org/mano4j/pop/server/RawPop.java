package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Endpoint;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Ip;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Subnet;

/** A Pop in this JVM, called over loopback with nothing but the stubs, as any old client does. */
final class RawPop implements AutoCloseable {

  static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
  static final Empty EMPTY = Empty.getDefaultInstance();

  final InMemoryPopBackend backend;
  final PopServer server;
  final ManagedChannel channel;

  /** Without a token. */
  final PopGrpc.PopBlockingStub stranger;

  /** Logged in. */
  final PopGrpc.PopBlockingStub pop;

  RawPop(InMemoryPopBackend backend) {
    this(backend, PopServer.builder(backend));
  }

  RawPop(InMemoryPopBackend backend, PopServerBuilder builder) {
    this.backend = backend;
    this.server =
        builder.name("lab").user("admin", "secret").bcryptCost(PasswordHash.MIN_COST).build();
    server.start();
    channel = NettyChannelBuilder.forAddress("localhost", server.port()).usePlaintext().build();
    stranger = PopGrpc.newBlockingStub(channel);
    pop = with(login());
  }

  static InMemoryPopBackend backend() {
    return InMemoryPopBackend.builder()
        .image("web:latest")
        .image("sipp:1.0")
        .network("private", "172.16.0.0/16")
        .network("dmz", "10.0.0.0/30")
        .build();
  }

  String login() {
    return stranger
        .login(Credentials.newBuilder().setUsername("admin").setPassword("secret").build())
        .getValue();
  }

  PopGrpc.PopBlockingStub with(String... tokens) {
    Metadata headers = new Metadata();
    for (String token : tokens) {
      headers.put(TOKEN, token);
    }
    return stranger.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  Container create(String name) {
    return pop.create(config(name).build());
  }

  Container running(String name) {
    create(name);
    return pop.start(name(name));
  }

  Container get(String name) {
    return pop.containers(name(name)).getList(0);
  }

  static ContainerConfig.Builder config(String name) {
    return ContainerConfig.newBuilder().setName(name).setImageId("web:latest");
  }

  static Endpoint fixed(String address) {
    return Endpoint.newBuilder().setIpv4(Ip.newBuilder().setAddress(address)).build();
  }

  static NetworkConfig network(String name) {
    return NetworkConfig.newBuilder().setName(name).build();
  }

  static Subnet subnet(String cidr, String gateway, String range) {
    return Subnet.newBuilder().setCidr(cidr).setGateway(gateway).setAllocationRange(range).build();
  }

  static Filter all() {
    return Filter.getDefaultInstance();
  }

  /** Unix seconds. */
  static long now() {
    return Instant.now().getEpochSecond();
  }

  static Filter id(String id) {
    return Filter.newBuilder().setId(id).build();
  }

  static Filter name(String name) {
    return Filter.newBuilder().setName(name).build();
  }

  static NewMetadata metadata(String name, String key, String value) {
    return NewMetadata.newBuilder()
        .setFilter(name(name))
        .setMd(org.mano4j.pop.proto.Metadata.newBuilder().putEntries(key, value))
        .build();
  }

  /** Checks that a call is refused with this code, and a text that begins so. */
  static void refused(Status.Code code, String text, ThrowingCallable call) {
    StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(refusal).as("%s: %s", code, text).isNotNull();
    assertThat(refusal.getStatus().getCode()).as(refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.getStatus().getDescription()).startsWith(text);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    try {
      assertThat(channel.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
