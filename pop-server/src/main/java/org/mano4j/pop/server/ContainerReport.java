package org.mano4j.pop.server;

import static org.mano4j.pop.ContainerStatus.CREATED;
import static org.mano4j.pop.ContainerStatus.EXITED;
import static org.mano4j.pop.ContainerStatus.FAILED;
import static org.mano4j.pop.ContainerStatus.RUNNING;
import static org.mano4j.pop.ContainerStatus.STOPPING;

import org.mano4j.pop.ContainerStatus;

/** What the platform tells of a container. Late or repeated reports change nothing. */
enum ContainerReport {
  /** Its instance runs. */
  STARTED,
  /** Its instance could not be run, or nobody knows whether it runs. */
  START_FAILED,
  /** Its instance was stopped. */
  STOPPED,
  /** Its instance could not be stopped. */
  STOP_FAILED,
  /** Its instance has ended with code 0. */
  ENDED_WELL,
  /** Its instance has ended with another code, or with one that nobody knows. */
  ENDED_BADLY;

  /** The state after the report. */
  ContainerStatus after(ContainerStatus status) {
    return switch (this) {
      case STARTED -> status == CREATED ? RUNNING : status;
      case START_FAILED -> status == CREATED ? FAILED : status;
      case STOPPED -> status == RUNNING || status == STOPPING ? EXITED : status;
      case STOP_FAILED -> status == RUNNING || status == STOPPING ? FAILED : status;
      case ENDED_WELL -> status == RUNNING || status == STOPPING ? EXITED : status;
      // What was told to stop may end with any code.
      case ENDED_BADLY ->
          switch (status) {
            case RUNNING -> FAILED;
            case STOPPING -> EXITED;
            default -> status;
          };
    };
  }
}
