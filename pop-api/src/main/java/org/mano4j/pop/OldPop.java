package org.mano4j.pop;

import java.util.Locale;

/** What Pops of the first generation do otherwise, and what to do about it. */
final class OldPop {

  private OldPop() {}

  /**
   * Why a call is unknown to a Pop, and what can be done in its place.
   *
   * @param what begins with the name of the call
   */
  static String hint(String what) {
    String call = what.split(" ", 2)[0];
    return switch (call) {
      case "Reset" -> older(call, "delete the container and create it again");
      case "CreateNetwork" -> older(call, "have its operator make the network");
      case "DeleteNetwork" -> older(call, "have its operator remove the network");
      case "PullImage" -> older(call, "have its operator get the image");
      case "Watch" -> older(call, "list its containers now and then");
      case "Logs" -> older(call, "read them on its platform");
      case "Stats" -> older(call, "measure on its platform");
      default -> "; what listens there is no Pop";
    };
  }

  /** Whether a Metadata without entries, which has nothing to change, was refused just for that. */
  static boolean refusesNoEntries(Throwable failure) {
    return Causes.of(failure) instanceof CallFailure e
        && e.code() == PopException.Code.INVALID_ARGUMENT
        && e.text().equals("invalid argument provided");
  }

  /**
   * What a code of such a Pop means. Some of its refusals carry none, and one says UNAVAILABLE to a
   * wrong state, upon which its caller would try again for ever.
   */
  static PopException.Code meant(PopException.Code code, String text) {
    if (code == PopException.Code.UNAVAILABLE
        && (text.equals("container already stopped") || text.equals("container not started yet"))) {
      return PopException.Code.FAILED_PRECONDITION;
    }
    if (code != PopException.Code.UNKNOWN) {
      return code;
    }
    if (text.equals("no image ID provided")) {
      return PopException.Code.INVALID_ARGUMENT;
    }
    boolean absent =
        text.equals("no container specified")
            || text.equals("no network specified")
            || text.startsWith("unsupported flavour ")
            || text.toLowerCase(Locale.ROOT).contains("no such image");
    return absent ? PopException.Code.NOT_FOUND : code;
  }

  private static String older(String call, String remedy) {
    return "; this Pop is of an older generation that has no "
        + call
        + ": "
        + remedy
        + ", or have the Pop renewed";
  }
}
