package org.mano4j.pop.server;

import com.google.protobuf.MessageLite;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, and stands a marker in for one that cannot be read. gRPC itself would answer
 * UNKNOWN to it without a reason, and log the defect of a caller as one of the server.
 */
final class LenientMarshaller<Q> implements PrototypeMarshaller<Q> {

  private final PrototypeMarshaller<Q> reader;
  private final Q unreadable;

  @SuppressWarnings("unchecked")
  private LenientMarshaller(PrototypeMarshaller<Q> reader, MessageLite prototype) {
    this.reader = reader;
    this.unreadable = (Q) prototype.newBuilderForType().build();
  }

  /** The same call, its requests read so. */
  static <Q, R> MethodDescriptor<Q, R> in(MethodDescriptor<Q, R> method) {
    return method.getRequestMarshaller() instanceof PrototypeMarshaller<Q> reader
            && reader.getMessagePrototype() instanceof MessageLite prototype
        ? method.toBuilder(
                new LenientMarshaller<>(reader, prototype), method.getResponseMarshaller())
            .build()
        : method;
  }

  /** Whether this is the marker. */
  static <Q> boolean unreadable(MethodDescriptor<Q, ?> method, Q request) {
    return method.getRequestMarshaller() instanceof LenientMarshaller<Q> lenient
        && lenient.unreadable == request;
  }

  @Override
  public InputStream stream(Q value) {
    return reader.stream(value);
  }

  @Override
  public Q parse(InputStream stream) {
    try {
      return reader.parse(stream);
    } catch (StatusRuntimeException e) {
      return unreadable;
    }
  }

  @Override
  public @Nullable Q getMessagePrototype() {
    return reader.getMessagePrototype();
  }

  @Override
  public Class<Q> getMessageClass() {
    return reader.getMessageClass();
  }
}
