package org.mano4j.testkit.pop;

/** A case finds out, in the midst of it, that what it tries cannot be tried here. */
final class CaseSkipped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CaseSkipped(String why) {
    super(why, null, false, false);
  }
}
