package org.mano4j.testkit.pop;

import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;

/**
 * Calls a Pop with certain tokens and nothing but the protocol's messages, so that its answers are
 * seen as they are. Every call ends within the timeout, of which the Pop is not told. Thread-safe.
 */
final class PopSession {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final Channel channel;
  private final Duration timeout;

  PopSession(Channel channel, Duration timeout, String... tokens) {
    Metadata headers = new Metadata();
    for (String token : tokens) {
      headers.put(TOKEN, token);
    }
    this.channel =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    this.timeout = timeout;
  }

  Channel channel() {
    return channel;
  }

  <Q, R> R call(MethodDescriptor<Q, R> method, Q request) {
    return answer(channel, method, CallOptions.DEFAULT, request);
  }

  /** With a deadline that the Pop is told of. */
  <Q, R> R call(MethodDescriptor<Q, R> method, Q request, Duration deadline) {
    CallOptions told =
        CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    return answer(channel, method, told, request);
  }

  /** The same for a call whose trailing metadata is of interest. */
  <Q, R> R call(Channel observed, MethodDescriptor<Q, R> method, Q request) {
    return answer(observed, method, CallOptions.DEFAULT, request);
  }

  <Q, R> PopMessages<R> stream(MethodDescriptor<Q, R> method, Q request) {
    return new PopMessages<>(channel.newCall(method, CallOptions.DEFAULT), request, timeout);
  }

  private <Q, R> R answer(
      Channel through, MethodDescriptor<Q, R> method, CallOptions options, Q request) {
    Future<R> answer = ClientCalls.futureUnaryCall(through.newCall(method, options), request);
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        throw PopRefusal.of(refused);
      }
      throw new IllegalStateException("cannot call " + method.getFullMethodName(), e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new AssertionError(
          method.getBareMethodName() + " was not answered within " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw PopRefusal.of(
          Status.CANCELLED.withDescription("interrupted").withCause(e).asRuntimeException());
    }
  }

  List<Container> containers(Filter filter) {
    return call(PopGrpc.getContainersMethod(), filter).getListList();
  }

  List<Image> images(Filter filter) {
    return call(PopGrpc.getImagesMethod(), filter).getListList();
  }

  List<Network> networks(Filter filter) {
    return call(PopGrpc.getNetworksMethod(), filter).getListList();
  }

  Infos info() {
    return call(PopGrpc.getInfoMethod(), Empty.getDefaultInstance());
  }

  Container create(ContainerConfig config) {
    return call(PopGrpc.getCreateMethod(), config);
  }

  Container start(Filter filter) {
    return call(PopGrpc.getStartMethod(), filter);
  }

  void stop(Filter filter) {
    call(PopGrpc.getStopMethod(), filter);
  }

  void delete(Filter filter) {
    call(PopGrpc.getDeleteMethod(), filter);
  }

  Container reset(Filter filter) {
    return call(PopGrpc.getResetMethod(), filter);
  }

  void metadata(Filter filter, Map<String, String> entries) {
    call(
        PopGrpc.getMetadataMethod(),
        NewMetadata.newBuilder()
            .setFilter(filter)
            .setMd(org.mano4j.pop.proto.Metadata.newBuilder().putAllEntries(entries))
            .build());
  }

  Network createNetwork(NetworkConfig config) {
    return call(PopGrpc.getCreateNetworkMethod(), config);
  }

  void deleteNetwork(Filter filter) {
    call(PopGrpc.getDeleteNetworkMethod(), filter);
  }
}
