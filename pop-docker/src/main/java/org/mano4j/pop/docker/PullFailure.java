package org.mano4j.pop.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Why an image could not be got, told apart by the engine's words: it has no codes for what its
 * registry has answered.
 */
final class PullFailure {

  private static final Pattern NO_ACCESS =
      Pattern.compile("repository does not exist or may require");

  private static final Pattern REFUSED =
      Pattern.compile("unauthorized|authentication required|basic auth|denied|forbidden");

  private static final Pattern NO_TRUST =
      Pattern.compile("x509|certificate|tls: |response to https client");

  private static final Pattern UNKNOWN_IMAGE =
      Pattern.compile("manifest unknown|name unknown|not found|no such image|no matching manifest");

  private static final Pattern NO_WAY =
      Pattern.compile(
          "connection refused|connection reset|no such host|no route|unreachable|timeout|timed out"
              + "|temporary failure|misbehaving|lookup .* on|eof|unavailable|toomanyrequests");

  private static final Pattern NO_SPACE = Pattern.compile("no space left");

  private PullFailure() {}

  /** A failure of the whole call: of the engine, or on the way to it. */
  static PopException of(ImageReference reference, boolean loggedIn, Throwable failure) {
    return failure instanceof DockerException refusal
        ? of(reference, loggedIn, EngineFailure.message(refusal), refusal)
        : EngineFailure.of(
            "pull image '" + reference + "'",
            failure instanceof RuntimeException e ? e : new IllegalStateException(failure));
  }

  /** What the engine has said. */
  static PopException of(
      ImageReference reference, boolean loggedIn, String said, @Nullable Throwable cause) {
    String words = said.toLowerCase(Locale.ROOT);
    if (NO_ACCESS.matcher(words).find()) {
      return failure(
          Code.NOT_FOUND,
          PopReason.NO_SUCH_IMAGE,
          reference,
          said + "; check the name, and " + login(reference, loggedIn),
          cause);
    }
    if (REFUSED.matcher(words).find()) {
      return failure(
          Code.FAILED_PRECONDITION,
          PopReason.PLATFORM_FAILED,
          reference,
          "registry "
              + reference.registry()
              + " refuses: "
              + said
              + "; "
              + login(reference, loggedIn),
          cause);
    }
    if (NO_TRUST.matcher(words).find()) {
      return failure(
          Code.FAILED_PRECONDITION,
          PopReason.PLATFORM_FAILED,
          reference,
          "the engine does not trust registry "
              + reference.registry()
              + ": "
              + said
              + "; give the engine its authority, in /etc/docker/certs.d/"
              + reference.registry()
              + "/ca.crt, or, where nobody else is on the wire, name it in insecure-registries",
          cause);
    }
    if (NO_SPACE.matcher(words).find()) {
      return failure(
          Code.RESOURCE_EXHAUSTED,
          PopReason.PLATFORM_FAILED,
          reference,
          said + "; make room where the engine keeps its images",
          cause);
    }
    if (UNKNOWN_IMAGE.matcher(words).find() && !NO_WAY.matcher(words).find()) {
      return failure(
          Code.NOT_FOUND,
          PopReason.NO_SUCH_IMAGE,
          reference,
          said + "; check name and tag, and that it was pushed to " + reference.registry(),
          cause);
    }
    if (NO_WAY.matcher(words).find()) {
      return failure(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_FAILED,
          reference,
          "the engine does not reach registry "
              + reference.registry()
              + ": "
              + said
              + "; try again when it does",
          cause);
    }
    return failure(Code.UNKNOWN, PopReason.PLATFORM_FAILED, reference, said, cause);
  }

  /** As the thread that has waited throws it. */
  static RuntimeException thrown(Throwable failure) {
    return failure instanceof RuntimeException e
        ? e
        : new PopException(
            Code.UNKNOWN, PopReason.PLATFORM_FAILED, "cannot get the image: " + failure, failure);
  }

  private static String login(ImageReference reference, boolean loggedIn) {
    return loggedIn
        ? "check user name and password that the Pop has for " + reference.registry()
        : "if " + reference.registry() + " wants a login, give the Pop user name and password";
  }

  private static PopException failure(
      Code code, String reason, ImageReference reference, String why, @Nullable Throwable cause) {
    return new PopException(code, reason, "cannot pull image '" + reference + "': " + why, cause);
  }
}
