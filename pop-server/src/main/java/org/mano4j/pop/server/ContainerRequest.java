package org.mano4j.pop.server;

import static org.mano4j.pop.ContainerStatus.CREATED;
import static org.mano4j.pop.ContainerStatus.RUNNING;
import static org.mano4j.pop.ContainerStatus.STOPPING;

import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** What callers ask of a container, and in which states they may. */
enum ContainerRequest {
  /** Change the metadata. */
  METADATA,
  /** Run it. Only the {@link ContainerReport} that follows changes the state. */
  START,
  /** Stop it. */
  STOP,
  /** Stop it if need be, and forget it. */
  DELETE,
  /** Begin a new life. The only one that leads out of EXITED and FAILED. */
  RESET;

  /**
   * The state at once after the request.
   *
   * @param name of the container, for the refusal
   * @throws PopException with a sentence, if the state does not allow it
   */
  ContainerStatus after(String name, ContainerStatus status) {
    return switch (this) {
      case METADATA -> {
        if (status != CREATED) {
          throw alreadyStarted(name, status, "its metadata can only be set before");
        }
        yield CREATED;
      }
      case START ->
          switch (status) {
            case CREATED -> CREATED;
            case RUNNING -> throw alreadyStarted(name, status, "there is nothing to do");
            case EXITED -> throw alreadyStarted(name, status, "reset it to run it anew");
            default ->
                throw wrongState(
                    "container is in an invalid state",
                    name,
                    status,
                    "only a CREATED one can be started; one that has ended can be reset");
          };
      case STOP ->
          switch (status) {
            case RUNNING -> STOPPING;
            case CREATED ->
                throw wrongState(
                    "container not started yet", name, status, "there is nothing to stop");
            case EXITED, FAILED ->
                throw wrongState(
                    "container already stopped", name, status, "there is nothing to stop");
            default ->
                throw wrongState(
                    "container is in an invalid state",
                    name,
                    status,
                    "only a RUNNING one can be stopped");
          };
      case DELETE -> status == RUNNING ? STOPPING : status;
      case RESET ->
          switch (status) {
            case EXITED, FAILED -> CREATED;
            case CREATED ->
                throw wrongState("container not started yet", name, status, "it can be started");
            case RUNNING ->
                throw wrongState("container is in an invalid state", name, status, "stop it first");
            default ->
                throw wrongState(
                    "container is in an invalid state",
                    name,
                    status,
                    "only one that is EXITED or FAILED can be reset; try again when it is");
          };
    };
  }

  private static PopException alreadyStarted(String name, ContainerStatus status, String hint) {
    return new PopException(
        Code.ALREADY_EXISTS,
        PopReason.ALREADY_STARTED,
        "container already started: '" + name + "' is " + status + "; " + hint);
  }

  private static PopException wrongState(
      String what, String name, ContainerStatus status, String hint) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.WRONG_STATE,
        what + ": '" + name + "' is " + status + "; " + hint);
  }
}
