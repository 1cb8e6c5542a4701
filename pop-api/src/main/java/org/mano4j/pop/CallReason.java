package org.mano4j.pop;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** Finds the reason for programs among the details of a status. */
final class CallReason {

  private CallReason() {}

  /** Of this project's domain; none from Pops of the first generation. */
  static Optional<String> of(Status status, Metadata trailers) {
    try {
      for (Any detail : StatusProto.fromStatusAndTrailers(status, trailers).getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          if (info.getDomain().equals(PopReason.DOMAIN) && !info.getReason().isEmpty()) {
            return Optional.of(info.getReason());
          }
        }
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      // Details that are no details tell no reason; the status itself still counts.
      return Optional.empty();
    }
    return Optional.empty();
  }
}
