package org.mano4j.pop.server;

import static org.mano4j.pop.ContainerStatus.CREATED;
import static org.mano4j.pop.ContainerStatus.RUNNING;
import static org.mano4j.pop.ContainerStatus.STOPPING;

import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** What callers ask of a container, and in which states they may. */
enum ContainerRequest {
  /** Change the metadata. */
  METADATA,
  /** Run it. Only the {@link ContainerReport} that follows changes the state. */
  START,
  /** Stop it. */
  STOP,
  /** Stop it if need be, and forget it. */
  DELETE;

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
            case RUNNING, EXITED ->
                throw alreadyStarted(name, status, "delete it and create a new one to run it anew");
            default -> throw invalidState(name, status, "only a CREATED one can be started");
          };
      case STOP ->
          switch (status) {
            case RUNNING -> STOPPING;
            case CREATED -> throw refused("container not started yet: '" + name + "' is CREATED");
            case EXITED, FAILED ->
                throw refused("container already stopped: '" + name + "' is " + status);
            default -> throw invalidState(name, status, "only a RUNNING one can be stopped");
          };
      case DELETE -> status == RUNNING ? STOPPING : status;
    };
  }

  private static PopException alreadyStarted(String name, ContainerStatus status, String hint) {
    return new PopException(
        Code.ALREADY_EXISTS,
        "container already started: '" + name + "' is " + status + "; " + hint);
  }

  private static PopException invalidState(String name, ContainerStatus status, String hint) {
    return refused("container is in an invalid state: '" + name + "' is " + status + "; " + hint);
  }

  private static PopException refused(String message) {
    return new PopException(Code.FAILED_PRECONDITION, message);
  }
}
