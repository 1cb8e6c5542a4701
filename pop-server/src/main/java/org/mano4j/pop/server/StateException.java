package org.mano4j.pop.server;

import org.jspecify.annotations.Nullable;

/** A state directory, or a file in it, cannot be used. */
final class StateException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final String BACKUP =
      "restore the directory from a backup, or move it away to begin with an empty Pop";

  private final String remedy;

  private StateException(String how, String remedy, @Nullable Throwable cause) {
    super(how, cause);
    this.remedy = remedy;
  }

  /** One that only a backup helps against. */
  static StateException damaged(String how) {
    return new StateException(how, BACKUP, null);
  }

  /** One that only a backup helps against. */
  static StateException damaged(String how, Throwable cause) {
    return new StateException(how, BACKUP, cause);
  }

  /** One that something else helps against. */
  static StateException fixable(String how, String remedy) {
    return new StateException(how, remedy, null);
  }

  /** What to do. */
  String remedy() {
    return remedy;
  }
}
