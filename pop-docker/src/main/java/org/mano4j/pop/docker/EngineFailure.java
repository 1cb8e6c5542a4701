package org.mano4j.pop.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.zerodep.shaded.org.apache.hc.core5.http.ConnectionClosedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * What an engine's refusal, or no answer, means to callers of the Pop.
 *
 * @param text why, in the engine's words, or in ours if it gave none
 */
record EngineFailure(Code code, String reason, String text) {

  /** More than any engine says of its own; what stands in between may send whole pages. */
  private static final int LONGEST = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What engines say whatever status they say it with: those have changed between versions. */
  private static final List<Told> TOLD =
      List.of(
          new Told("no space left on device", Code.RESOURCE_EXHAUSTED, PopReason.PLATFORM_FAILED),
          new Told("cannot allocate memory", Code.RESOURCE_EXHAUSTED, PopReason.PLATFORM_FAILED),
          new Told("no available ip", Code.RESOURCE_EXHAUSTED, PopReason.NO_ADDRESS_LEFT),
          new Told(
              "could not find an available", Code.RESOURCE_EXHAUSTED, PopReason.NO_SUBNET_LEFT),
          new Told("pool overlaps", Code.ALREADY_EXISTS, PopReason.SUBNET_TAKEN),
          new Told("address already in use", Code.ALREADY_EXISTS, PopReason.ADDRESS_TAKEN),
          new Told("already in use by container", Code.ALREADY_EXISTS, PopReason.NAME_TAKEN),
          new Told("has active endpoints", Code.FAILED_PRECONDITION, PopReason.NETWORK_IN_USE),
          new Told("no such image", Code.NOT_FOUND, PopReason.NO_SUCH_IMAGE),
          new Told("no such container", Code.NOT_FOUND, PopReason.NO_SUCH_CONTAINER),
          new Told("no such network", Code.NOT_FOUND, PopReason.NO_SUCH_NETWORK),
          new Told("runtime create failed", Code.FAILED_PRECONDITION, PopReason.PLATFORM_FAILED));

  /** In the Pop's words. */
  static PopException of(String what, RuntimeException failed) {
    if (failed instanceof PopException told) {
      return told;
    }
    EngineFailure failure = of(failed);
    return new PopException(
        failure.code, failure.reason, "cannot " + what + ": " + failure.text, failed);
  }

  private static EngineFailure of(Throwable failed) {
    Optional<EngineFailure> refused =
        causes(failed)
            .filter(DockerException.class::isInstance)
            .map(cause -> refused((DockerException) cause))
            .findFirst();
    if (refused.isPresent()) {
      return refused.get();
    }
    if (has(failed, ClosedByInterruptException.class)) {
      return cancelled();
    }
    if (has(failed, SocketTimeoutException.class)) {
      return new EngineFailure(
          Code.DEADLINE_EXCEEDED,
          PopReason.PLATFORM_TIMEOUT,
          "the Docker Engine does not answer (" + root(failed).getMessage() + ")");
    }
    if (has(failed, InterruptedIOException.class) || has(failed, InterruptedException.class)) {
      return cancelled();
    }
    if (isConnection(failed)) {
      return new EngineFailure(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_FAILED,
          "the connection to the Docker Engine has failed (" + words(root(failed)) + ")");
    }
    return new EngineFailure(Code.UNKNOWN, PopReason.PLATFORM_FAILED, words(root(failed)));
  }

  private static EngineFailure cancelled() {
    return new EngineFailure(Code.CANCELLED, Code.CANCELLED.name(), "it was given up");
  }

  /** Whether no engine has answered, so that it may be gone. */
  static boolean isConnection(Throwable failed) {
    return !has(failed, DockerException.class)
        && !has(failed, InterruptedIOException.class)
        && !has(failed, ClosedByInterruptException.class)
        && !has(failed, JsonProcessingException.class)
        && (has(failed, IOException.class) || isLeft(failed));
  }

  /** Whether the connections were closed, since the engine was gone, before this call had one. */
  private static boolean isLeft(Throwable failed) {
    return String.valueOf(root(failed).getMessage()).contains("pool shut down");
  }

  /** Whether nobody listens at the engine's address. */
  static boolean isRefused(Throwable failed) {
    String text = String.valueOf(root(failed).getMessage());
    return isConnection(failed)
        && (text.contains("Connection refused") || text.contains("No such file"));
  }

  private static EngineFailure refused(DockerException refusal) {
    String text = message(refusal);
    String lower = text.toLowerCase(Locale.ROOT);
    return TOLD.stream()
        .filter(told -> lower.contains(told.words))
        .findFirst()
        .map(told -> new EngineFailure(told.code, told.reason, text))
        .orElseGet(
            () ->
                new EngineFailure(
                    code(refusal.getHttpStatus(), lower), PopReason.PLATFORM_FAILED, text));
  }

  private static Code code(int status, String text) {
    return switch (status) {
      case 400, 406 -> Code.INVALID_ARGUMENT;
      case 404 -> Code.NOT_FOUND;
      case 409 -> text.contains("already exists") ? Code.ALREADY_EXISTS : Code.FAILED_PRECONDITION;
      case 304, 401, 403, 407 -> Code.FAILED_PRECONDITION;
      case 429, 502, 504 -> Code.UNAVAILABLE;
      case 503 -> text.contains("swarm") ? Code.FAILED_PRECONDITION : Code.UNAVAILABLE;
      case 501 -> Code.UNIMPLEMENTED;
      default -> Code.UNKNOWN;
    };
  }

  /** What the engine has said, without what docker-java puts around it. */
  static String message(DockerException refusal) {
    String told = String.valueOf(refusal.getMessage());
    int body = told.indexOf('{');
    if (body >= 0) {
      try {
        String message = JSON.readTree(told.substring(body)).path("message").asText("");
        if (!message.isBlank()) {
          return shortened(message.strip());
        }
      } catch (JsonProcessingException e) {
        // No engine's way to say it, perhaps a proxy's: as it is.
      }
    }
    String text = told.replaceFirst("^Status \\d+:?\\s*", "").strip();
    return text.isEmpty() || text.equals("null")
        ? "the Docker Engine answers with status " + refusal.getHttpStatus()
        : shortened(text);
  }

  /** It goes to callers and into logs. */
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** Why no engine can be used at an address, and what to do about it, at the end of a sentence. */
  static String unreachable(EngineAddress address, Throwable failed) {
    String text = String.valueOf(root(failed).getMessage());
    boolean local = address.uri().getScheme().equals("unix");
    if (has(failed, SocketTimeoutException.class)) {
      return "it does not answer (" + text + ")";
    }
    if (has(failed, SSLException.class)) {
      return text.contains("Unsupported or unrecognized")
          ? "what listens there does not speak TLS; leave the TLS directory out, or have it speak TLS"
          : "TLS fails ("
              + text
              + "); ca.pem has to be the one that has signed the engine's certificate, which has to"
              + " name this host, and the engine has to trust cert.pem";
    }
    if (text.contains("HTTP request to an HTTPS server")) {
      return "it wants TLS; give the directory with ca.pem, cert.pem and key.pem";
    }
    if (text.contains("No such file")) {
      return "there is no such socket; start the engine, or name its socket";
    }
    if (text.contains("Permission denied")) {
      return "this user may not use that socket; make it a member of the group that owns it";
    }
    if (text.contains("Connection refused")) {
      return "nothing listens there; start the engine"
          + (local ? "" : ", have it listen on that port, or name the right one");
    }
    return isConnection(failed)
        ? "the connection fails (" + words(root(failed)) + ")"
        : "what answers there is no Docker Engine (" + of(failed).text + ")";
  }

  static Throwable root(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Why a stream of the engine has ended, in words. */
  static String ended(Throwable failed) {
    Throwable root = root(failed);
    // "Premature end of chunk coded message body", which tells people nothing.
    return root instanceof ConnectionClosedException
        ? "the engine has closed the connection"
        : words(root);
  }

  private static String words(Throwable failed) {
    if (failed instanceof EOFException) {
      return "it was ended by the other side";
    }
    return Objects.requireNonNullElse(failed.getMessage(), failed.getClass().getSimpleName());
  }

  private static boolean has(Throwable failed, Class<? extends Throwable> type) {
    return causes(failed).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(@Nullable Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause);
  }

  private record Told(String words, Code code, String reason) {}
}
