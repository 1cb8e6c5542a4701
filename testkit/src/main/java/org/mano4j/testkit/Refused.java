package org.mano4j.testkit;

/**
 * A request of a VNFM that is answered with ERROR, since its VIM or driver has failed or the grant
 * is refused. Any other exception is a failure of the orchestrator, and the request gets no reply.
 */
final class Refused extends NfvoException {

  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
