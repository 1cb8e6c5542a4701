package org.mano4j.pop.server;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as callers see them: a code, a text, and a {@code google.rpc.ErrorInfo}. */
final class FailureStatus {

  private static final Logger LOG = LoggerFactory.getLogger(FailureStatus.class);

  /**
   * Bytes of a text on the wire, where it stands twice: as the message, and in the details, which
   * some clients prefer. Callers take 8192 for all headers together; the rest is for the others.
   */
  private static final int MAX_TEXT = 6000;

  private static final int MAX_FACT = 200;
  private static final int MAX_FACTS = 4;

  private FailureStatus() {}

  /** Any failure of a call. One that is no {@link PopException} is a defect, and logged. */
  static StatusRuntimeException of(Throwable failure) {
    @Nullable Throwable inner = failure instanceof CompletionException ? failure.getCause() : null;
    Throwable cause = inner == null ? failure : inner;
    if (cause instanceof PopException refusal) {
      return of(refusal);
    }
    LOG.error("a call failed because of a defect of this Pop", cause);
    return of(
        new PopException(
            Code.INTERNAL, PopReason.SERVER_FAULT, "server fault: see the log of the Pop"));
  }

  /** Ends a call before it has begun. */
  static <Q> ServerCall.Listener<Q> refuse(ServerCall<?, ?> call, PopException refusal) {
    close(call, refusal);
    return new ServerCall.Listener<>() {};
  }

  /** Ends a call. */
  static void close(ServerCall<?, ?> call, PopException refusal) {
    StatusRuntimeException status = of(refusal);
    Metadata trailers = status.getTrailers();
    call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private static StatusRuntimeException of(PopException refusal) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder()
            .setReason(cut(refusal.reason(), MAX_FACT))
            .setDomain(PopReason.DOMAIN);
    Map<String, String> facts = refusal instanceof Refusal more ? more.facts() : Map.of();
    new TreeMap<>(facts)
        .entrySet().stream()
            .limit(MAX_FACTS)
            .forEach(fact -> info.putMetadata(fact.getKey(), cut(fact.getValue(), MAX_FACT)));
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.valueOf(refusal.code().name()).value())
            .setMessage(cut(refusal.text(), MAX_TEXT))
            .addDetails(Any.pack(info.build()))
            .build());
  }

  /** The text may quote what the caller sent, however long. */
  private static String cut(String text, int limit) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      bytes += encodedLength(text.codePointAt(i));
      if (bytes > limit) {
        return text.substring(0, i) + "...";
      }
    }
    return text;
  }

  /**
   * The message carries UTF-8, where three characters stand for each byte but plain ASCII; the
   * details are in base64, where four stand for three.
   */
  private static int encodedLength(int codePoint) {
    int bytes = utf8Length(codePoint);
    boolean plain = codePoint >= ' ' && codePoint <= '~' && codePoint != '%';
    return (plain ? 1 : 3 * bytes) + (4 * bytes + 2) / 3;
  }

  private static int utf8Length(int codePoint) {
    return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
  }
}
