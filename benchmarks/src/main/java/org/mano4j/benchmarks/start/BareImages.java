package org.mano4j.benchmarks.start;

import com.google.protobuf.Empty;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.PopGrpc.PopBlockingStub;
import org.mano4j.pop.proto.Token;

/**
 * The least that lists the images of a Pop: the generated stub, as one writes it by hand. Logs in,
 * prints a line for each name, logs out. Pop, user and password are where {@code pop} looks for
 * them: in POP_HOST and POP_AUTH.
 */
public final class BareImages {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private BareImages() {}

  /** Ends by itself. */
  public static void main(String[] args) throws InterruptedException {
    ManagedChannel channel =
        Grpc.newChannelBuilder(System.getenv("POP_HOST"), InsecureChannelCredentials.create())
            .build();
    try {
      print(channel);
    } finally {
      channel.shutdown().awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  static void print(ManagedChannel channel) {
    String[] user = System.getenv("POP_AUTH").split(":", 2);
    PopBlockingStub pop = PopGrpc.newBlockingStub(channel);
    Token token =
        pop.withDeadlineAfter(30, TimeUnit.SECONDS)
            .login(Credentials.newBuilder().setUsername(user[0]).setPassword(user[1]).build());
    Metadata headers = new Metadata();
    headers.put(TOKEN, token.getValue());
    PopBlockingStub session =
        pop.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    StringBuilder names = new StringBuilder();
    for (Image image :
        session
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .images(Filter.getDefaultInstance())
            .getListList()) {
      image.getNamesList().forEach(name -> names.append(name).append('\n'));
    }
    System.out.print(names);
    session.withDeadlineAfter(1, TimeUnit.SECONDS).logout(Empty.getDefaultInstance());
  }
}
