package org.mano4j.testkit.pop;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** What a Pop has answered in place of what was asked for. */
final class PopRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String reason;
  private final String text;

  private PopRefusal(Code code, String reason, String text, Throwable cause) {
    super(code + (reason.isEmpty() ? "" : " (" + reason + ")") + ": " + text, cause);
    this.code = code;
    this.reason = reason;
    this.text = text;
  }

  static PopRefusal of(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    Throwable cause = status.getCause();
    String text = status.getDescription() == null ? "" : status.getDescription();
    if (status.getCode() == Code.UNAVAILABLE && cause != null && cause.getMessage() != null) {
      // The transport says only "io exception" itself.
      text = cause.getMessage();
    }
    return new PopRefusal(status.getCode(), reasonOf(failure), text, failure);
  }

  private static String reasonOf(StatusRuntimeException failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null) {
      return "";
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          return "";
        }
      }
    }
    return "";
  }

  Code code() {
    return code;
  }

  /** From ErrorInfo; empty if there is none. */
  String reason() {
    return reason;
  }

  String text() {
    return text;
  }
}
