package org.mano4j.pop.server;

import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static io.grpc.Status.Code.UNIMPLEMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.all;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.metadata;
import static org.mano4j.pop.server.RawPop.now;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.PopGrpc;

/** Who may call. As seen on the wire by a client that knows nothing but the stubs. */
class SessionCallsTest {

  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    lab = new RawPop(RawPop.backend());
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({"admin,wrong", "nobody,secret", "'',''", "Admin,secret"})
  void loginWithWrongCredentialsIsRefused(String user, String password) {
    refused(
        INVALID_ARGUMENT,
        "invalid credentials",
        () ->
            lab.stranger.login(
                Credentials.newBuilder().setUsername(user).setPassword(password).build()));
  }

  @Test
  void loginDoesNotLookAtTokens() {
    Credentials good = Credentials.newBuilder().setUsername("admin").setPassword("secret").build();

    assertThat(lab.with("bad").login(good).getValue()).hasSize(44);
  }

  @Test
  void everyOtherCallNeedsAToken() {
    everyCallIsRefused(lab.stranger, UNAUTHENTICATED, "not authenticated");
  }

  @Test
  void everyOtherCallNeedsAGoodToken() {
    everyCallIsRefused(lab.with("bad"), PERMISSION_DENIED, "invalid token");
    everyCallIsRefused(lab.with(""), PERMISSION_DENIED, "invalid token");
  }

  @Test
  void aTokenUnderAnotherKeyIsNone() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), lab.login());

    refused(
        UNAUTHENTICATED,
        "not authenticated",
        () ->
            lab.stranger
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .info(EMPTY));
  }

  @Test
  void oneGoodTokenOfSeveralIsEnough() {
    assertThat(lab.with("bad", lab.login()).info(EMPTY).getName()).isEqualTo("lab");
  }

  @Test
  void logoutEndsAllTokensSent() {
    String first = lab.login();
    String second = lab.login();

    lab.with(first, second, "bad").logout(EMPTY);

    everyCallIsRefused(lab.with(first), PERMISSION_DENIED, "invalid token");
    everyCallIsRefused(lab.with(second), PERMISSION_DENIED, "invalid token");
    assertThat(pop.info(EMPTY).getName()).isEqualTo("lab");
  }

  @Test
  void aCallThatDoesNotExistIsUnimplemented() {
    MethodDescriptor<com.google.protobuf.Empty, com.google.protobuf.Empty> nope =
        MethodDescriptor.<com.google.protobuf.Empty, com.google.protobuf.Empty>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("vim_pop.Pop/Nope")
            .setRequestMarshaller(PopGrpc.getLogoutMethod().getRequestMarshaller())
            .setResponseMarshaller(PopGrpc.getLogoutMethod().getResponseMarshaller())
            .build();

    refused(
        UNIMPLEMENTED,
        "",
        () -> ClientCalls.blockingUnaryCall(lab.channel, nope, CallOptions.DEFAULT, EMPTY));
  }

  @Test
  void infoTellsTypeNameAndTime() {
    long before = now();
    Infos info = pop.info(EMPTY);

    assertThat(info.getType()).isEqualTo("memory");
    assertThat(info.getName()).isEqualTo("lab");
    assertThat(info.getTimestamp()).isBetween(before, now());
  }

  private static void everyCallIsRefused(
      PopGrpc.PopBlockingStub stub, io.grpc.Status.Code code, String text) {
    refused(code, text, () -> stub.containers(all()));
    refused(code, text, () -> stub.flavours(all()));
    refused(code, text, () -> stub.images(all()));
    refused(code, text, () -> stub.networks(all()));
    refused(code, text, () -> stub.create(config("x").build()));
    refused(code, text, () -> stub.delete(id("x")));
    refused(code, text, () -> stub.metadata(metadata("x", "a", "b")));
    refused(code, text, () -> stub.start(id("x")));
    refused(code, text, () -> stub.stop(id("x")));
    refused(code, text, () -> stub.logout(EMPTY));
    refused(code, text, () -> stub.info(EMPTY));
  }
}
