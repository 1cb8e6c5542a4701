package org.mano4j.pop;

/** Tells whether a refusal means that there is no such thing, whatever the age of the Pop. */
final class NotFound {

  private NotFound() {}

  /**
   * Pops of the first generation answer an unknown name with UNKNOWN and {@code no container
   * specified}, an unknown image with the words of their Docker engine.
   */
  static boolean isMeantBy(Throwable failure) {
    return Causes.of(failure) instanceof CallFailure e
        && OldPop.meant(e.code(), e.text()) == PopException.Code.NOT_FOUND;
  }
}
