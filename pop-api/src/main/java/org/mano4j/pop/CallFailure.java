package org.mano4j.pop;

import io.grpc.Metadata;
import io.grpc.Status;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A status other than OK on its way to becoming a {@link PopException} with call and address. */
final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Status status;
  private final transient Metadata trailers;
  private final boolean ofLogin;

  CallFailure(Status status) {
    this(status, new Metadata());
  }

  CallFailure(Status status, Metadata trailers) {
    this(status, trailers, false);
  }

  private CallFailure(Status status, Metadata trailers, boolean ofLogin) {
    super(status.getDescription(), status.getCause());
    this.status = status;
    this.trailers = trailers;
    this.ofLogin = ofLogin;
  }

  /** The same, as the failure of the login that had to come first. */
  CallFailure ofLogin() {
    return new CallFailure(status, trailers, true);
  }

  /** The same, with more words about it. */
  CallFailure saying(String before, String after) {
    return new CallFailure(
        status.withDescription(before + text() + after).withCause(null), trailers, ofLogin);
  }

  PopException.Code code() {
    return PopException.Code.valueOf(status.getCode().name());
  }

  /** What the Pop said, or why it could not be asked. */
  String text() {
    String description = status.getDescription();
    Throwable cause = status.getCause();
    if (cause != null
        && cause.getMessage() != null
        && status.getCode() == Status.Code.UNAVAILABLE) {
      // The transport's own description is only "io exception"; the reason is below it.
      if (cause instanceof UnknownHostException) {
        return "unknown host " + cause.getMessage();
      }
      return cause instanceof SSLException ? deepest(cause) : cause.getMessage();
    }
    return description == null ? status.getCode().name() : description;
  }

  /** Whether the request was not sent, since the login before it has failed. */
  boolean isOfLogin() {
    return ofLogin;
  }

  /** TLS wraps what it does not like about a certificate several times. */
  private static String deepest(Throwable failure) {
    Throwable at = failure;
    String message = String.valueOf(failure.getMessage());
    for (int depth = 0; at.getCause() != null && depth < 20; depth++) {
      at = at.getCause();
      message = at.getMessage() == null ? message : at.getMessage();
    }
    return message;
  }

  PopException explained(String call, Account account) {
    return explained(call, account, 1);
  }

  /**
   * As its user reads it.
   *
   * @param tries how often it was tried
   */
  PopException explained(String call, Account account, int tries) {
    Optional<String> reason = CallReason.of(status, trailers);
    String hint =
        switch (code()) {
          // A Pop that refuses for the moment gives its own reason; this one was not reached.
          case UNAVAILABLE -> status.getCause() == null ? brokenOff(account) : unreached(account);
          case DEADLINE_EXCEEDED -> "; the Pop may still carry it out";
          case UNIMPLEMENTED -> reason.isPresent() ? "" : OldPop.hint(call);
          default -> "";
        };
    String what = ofLogin ? "Login of user '" + account.username() + "' (for " + call + ")" : call;
    PopException.Code meant = OldPop.meant(code(), text());
    return new PopException(
        meant,
        reason.orElse(meant.name()),
        what + " at Pop " + account.endpoint() + failed(tries) + text() + hint,
        text(),
        this);
  }

  private static String failed(int tries) {
    return tries > 1 ? " failed after " + tries + " tries: " : " failed: ";
  }

  /** What a Pop behind TLS does to whoever speaks plain text, among other reasons. */
  private String brokenOff(Account account) {
    return !account.isTls() && text().startsWith("Network closed")
        ? "; if it speaks TLS, give its address as https://" + account.endpoint()
        : "";
  }

  private String unreached(Account account) {
    // What each TLS library calls the alert of a server that has been shown no certificate.
    if (account.isTls()
        && String.valueOf(status.getCause())
            .toUpperCase(Locale.ROOT)
            .contains("CERTIFICATE_REQUIRED")) {
      return "; the Pop wants a certificate of its callers: give yours and its key";
    }
    if (status.getCause() instanceof SSLException) {
      return "; check that it speaks TLS, and whom its certificate comes from and names";
    }
    return account.isTls()
        ? "; check that it runs there and speaks TLS"
        : "; check that it runs there";
  }
}
