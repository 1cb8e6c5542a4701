package org.mano4j.pop;

/** State of a container. Passed through in this order, each at most once per life. */
public enum ContainerStatus {

  /** Not known, by the Pop or (a state that a newer Pop may have) by this client. */
  UNAVAILABLE,
  /** Has its name and its addresses; nothing runs yet, and metadata may still change. */
  CREATED,
  /** Runs. */
  RUNNING,
  /** Was told to end and has not ended yet. */
  STOPPING,
  /** Has ended by itself with code 0, or was stopped. */
  EXITED,
  /** Could not be started or stopped, or has ended by itself with another code than 0. */
  FAILED
}
