package org.mano4j.samples.site;

import org.jspecify.annotations.Nullable;

/** A site cannot be had, or not be left as it was found; the message is a sentence for people. */
public final class SiteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the sentence alone. */
  public SiteException(String message) {
    this(message, null);
  }

  /** With what has led to it. */
  public SiteException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
