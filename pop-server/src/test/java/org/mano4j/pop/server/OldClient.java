package org.mano4j.pop.server;

import com.google.protobuf.Empty;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.function.Function;
import org.mano4j.pop.legacy.ContainerConfig;
import org.mano4j.pop.legacy.Credentials;
import org.mano4j.pop.legacy.Endpoint;
import org.mano4j.pop.legacy.Filter;
import org.mano4j.pop.legacy.Ip;
import org.mano4j.pop.legacy.NewMetadata;
import org.mano4j.pop.legacy.PopGrpc;

/**
 * A client that knows Appendix B alone, and behaves like the first one: it keeps its token, and
 * logs in again when a call is refused with PERMISSION_DENIED, without end.
 */
final class OldClient {

  static final Empty EMPTY = Empty.getDefaultInstance();

  private final Channel channel;
  private String token = "none yet";
  private int logins;

  OldClient(Channel channel) {
    this.channel = channel;
  }

  <R> R call(Function<PopGrpc.PopBlockingStub, R> method) {
    while (true) {
      try {
        return method.apply(with(token));
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.PERMISSION_DENIED || logins > 100) {
          throw e;
        }
        token = login("admin", "secret");
      }
    }
  }

  String login(String user, String password) {
    logins++;
    return stranger()
        .login(Credentials.newBuilder().setUsername(user).setPassword(password).build())
        .getValue();
  }

  int logins() {
    return logins;
  }

  PopGrpc.PopBlockingStub stranger() {
    return PopGrpc.newBlockingStub(channel);
  }

  PopGrpc.PopBlockingStub with(String token) {
    Metadata headers = new Metadata();
    headers.put(RawPop.TOKEN, token);
    return stranger().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  static Filter id(String id) {
    return Filter.newBuilder().setId(id).build();
  }

  static Filter name(String name) {
    return Filter.newBuilder().setName(name).build();
  }

  static ContainerConfig.Builder config(String name) {
    return ContainerConfig.newBuilder().setName(name).setImageId("web:latest");
  }

  static ContainerConfig at(String name, String network, String address) {
    return config(name)
        .putEndpoints(
            network, Endpoint.newBuilder().setIpv4(Ip.newBuilder().setAddress(address)).build())
        .build();
  }

  static NewMetadata metadata(Filter filter, String key, String value) {
    return NewMetadata.newBuilder()
        .setFilter(filter)
        .setMd(org.mano4j.pop.legacy.Metadata.newBuilder().putEntries(key, value))
        .build();
  }
}
