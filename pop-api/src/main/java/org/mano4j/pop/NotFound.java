package org.mano4j.pop;

/** Tells whether a refusal means that there is no such thing, whatever the age of the Pop. */
final class NotFound {

  private NotFound() {}

  /**
   * Pops of the first generation answer an unknown name with UNKNOWN and {@code no container
   * specified}, an unknown image with the words of their Docker engine.
   */
  static boolean isMeantBy(Throwable failure) {
    return Causes.of(failure) instanceof CallFailure e && isMeantBy(e);
  }

  private static boolean isMeantBy(CallFailure e) {
    return switch (e.code()) {
      case NOT_FOUND -> true;
      case UNKNOWN ->
          e.text().equals("no container specified")
              || e.text().equals("no network specified")
              || e.text().toLowerCase(java.util.Locale.ROOT).contains("no such image");
      default -> false;
    };
  }
}
