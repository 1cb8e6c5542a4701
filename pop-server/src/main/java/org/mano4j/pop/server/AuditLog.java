package org.mano4j.pop.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PullRequest;
import org.slf4j.LoggerFactory;

/**
 * One line for each call that changes something, and for each login: who, what, and how it ended.
 * Nothing that a caller sent can begin a line of its own.
 */
final class AuditLog {

  /** Where the lines go. */
  static final String LOGGER = "org.mano4j.pop.audit";

  private static final int MAX_VALUE = 200;

  private final Consumer<String> lines;

  AuditLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /** To SLF4J, as INFO. */
  static Consumer<String> logger() {
    return LoggerFactory.getLogger(LOGGER)::info;
  }

  /** Writes the line of a call that has ended. */
  void ended(
      Caller caller, String call, @Nullable Object request, Status status, Metadata trailers) {
    String user = request instanceof Credentials login ? login.getUsername() : caller.username();
    StringBuilder line = new StringBuilder("user=").append(quoted(user));
    line.append(" peer=").append(caller.peer()).append(" call=").append(call);
    line.append(subject(request)).append(" outcome=").append(status.getCode());
    if (!status.isOk()) {
      line.append(" reason=").append(reason(status, trailers));
    }
    lines.accept(line.toString());
  }

  private static String subject(@Nullable Object request) {
    if (request instanceof ContainerConfig config) {
      return " name=" + quoted(config.getName());
    }
    if (request instanceof NetworkConfig config) {
      return " name=" + quoted(config.getName());
    }
    if (request instanceof PullRequest pull) {
      return " image=" + quoted(pull.getImage());
    }
    if (request instanceof NewMetadata metadata) {
      return subject(metadata.getFilter());
    }
    if (request instanceof Filter filter) {
      return switch (filter.getOptionsCase()) {
        case ID -> " id=" + quoted(filter.getId());
        case NAME -> " name=" + quoted(filter.getName());
        case OPTIONS_NOT_SET -> "";
      };
    }
    return "";
  }

  private static String reason(Status status, Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    if (details.getDetailsCount() > 0 && details.getDetails(0).is(ErrorInfo.class)) {
      try {
        return plain(details.getDetails(0).unpack(ErrorInfo.class).getReason());
      } catch (InvalidProtocolBufferException e) {
        return "unreadable";
      }
    }
    return "none";
  }

  /** A reason is a word; one of a backend's own may be anything. */
  private static String plain(String reason) {
    return reason.matches("[A-Z0-9_]+") ? reason : quoted(reason);
  }

  /** In quotes, with everything escaped that is no printable ASCII. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MAX_VALUE); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        quoted.append(c);
      } else {
        quoted.append(String.format("\\u%04x", (int) c));
      }
    }
    if (text.length() > MAX_VALUE) {
      quoted.append("...");
    }
    return '"' + quoted.toString() + '"';
  }
}
