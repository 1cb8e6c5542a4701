package org.mano4j.pop;

/**
 * A user of a Pop: what clients hold. The session is looked up for each call, since idle ones are
 * closed.
 *
 * @param open where the session is found
 * @param endpoint the Pop
 * @param credentials the user
 */
record Account(OpenSessions open, PopEndpoint endpoint, PopCredentials credentials) {

  /**
   * The session of this user, which is not closed before the lease ends.
   *
   * @throws CallFailure if there can be none
   */
  Lease enter() {
    return open.enter(endpoint, credentials);
  }

  String username() {
    return credentials.username();
  }

  PopClientOptions options() {
    return open.options(endpoint);
  }

  /** Whether calls are encrypted. */
  boolean isTls() {
    return PopChannel.isTls(endpoint, options());
  }
}
