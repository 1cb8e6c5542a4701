package org.mano4j.samples.site;

/** A part of a site. Started once. */
interface SitePart {

  /** Sets it going without waiting for it; does nothing where that takes no time. */
  default void begin() {}

  /**
   * Returns when it serves.
   *
   * @throws RuntimeException with a sentence that says why it does not
   */
  void start();

  /** Ends it, also when it has not started, or only in part. */
  void close();
}
