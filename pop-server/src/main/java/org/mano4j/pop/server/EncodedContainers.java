package org.mano4j.pop.server;

import com.google.protobuf.CodedOutputStream;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.PopGrpc;

/**
 * The answer to Containers, on the wire a {@link ContainerList}. Its entries are bytes already, so
 * that a list of many containers is copied and not made anew.
 *
 * @param entries see {@link ListedContainer.Entry#bytes}
 */
record EncodedContainers(List<byte[]> entries, String nextPageToken) {

  /** The same service, with Containers answered so. */
  static ServerServiceDefinition in(
      ServerServiceDefinition service, Function<Filter, EncodedContainers> containers) {
    MethodDescriptor<Filter, ContainerList> asMessage = PopGrpc.getContainersMethod();
    MethodDescriptor<Filter, EncodedContainers> asBytes =
        asMessage.toBuilder(asMessage.getRequestMarshaller(), new Writer()).build();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor())
            .addMethod(asBytes);
    service.getMethods().stream()
        .filter(method -> !isContainers(method.getMethodDescriptor()))
        .forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder changed = ServerServiceDefinition.builder(descriptor.build());
    service.getMethods().stream()
        .filter(method -> !isContainers(method.getMethodDescriptor()))
        .forEach(changed::addMethod);
    return changed
        .addMethod(
            asBytes,
            ServerCalls.asyncUnaryCall(
                (request, observer) -> Answer.with(observer, () -> containers.apply(request))))
        .build();
  }

  private static boolean isContainers(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName().equals(PopGrpc.getContainersMethod().getFullMethodName());
  }

  private byte[] bytes() {
    int size = nextPageToken.isEmpty() ? 0 : tokenSize();
    for (byte[] entry : entries) {
      size = Math.addExact(size, entry.length);
    }
    byte[] bytes = new byte[size];
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      for (byte[] entry : entries) {
        out.writeRawBytes(entry);
      }
      if (!nextPageToken.isEmpty()) {
        out.writeString(ContainerList.NEXT_PAGE_TOKEN_FIELD_NUMBER, nextPageToken);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private int tokenSize() {
    return CodedOutputStream.computeStringSize(
        ContainerList.NEXT_PAGE_TOKEN_FIELD_NUMBER, nextPageToken);
  }

  private static final class Writer implements Marshaller<EncodedContainers> {

    @Override
    public InputStream stream(EncodedContainers list) {
      return new ByteArrayInputStream(list.bytes());
    }

    @Override
    public EncodedContainers parse(InputStream stream) {
      throw new UnsupportedOperationException("a Pop answers lists and reads none");
    }
  }
}
