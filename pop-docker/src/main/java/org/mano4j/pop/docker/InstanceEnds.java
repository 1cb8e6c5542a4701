package org.mano4j.pop.docker;

import org.jspecify.annotations.Nullable;
import org.mano4j.pop.server.InstanceEnd;

/**
 * What is done with an instance that has ended, before the end is told. Asked for one instance at a
 * time, never on the thread that reads the engine's events.
 */
interface InstanceEnds {

  /**
   * Whether a container on the engine is the one that an instance has. One that only has the same
   * labels is not: it is somebody else's.
   */
  boolean has(String instanceId, String engineId);

  /**
   * Keeps what is to be kept of it, and gets its container on the engine out of the way, so that
   * its name and addresses are free. One that is not there any more is no error.
   *
   * <p>Not by force: the container may be starting again, behind the Pop's back. The engine then
   * refuses to remove it, since it runs.
   *
   * @param engineId the engine's id of its container; null if that was never seen
   * @param end what is known of the end: told to the listener after this
   * @return whether it is out of the way; false: it runs, so that it has not ended
   * @throws org.mano4j.pop.PopException that failed: it is tried again, when the engine is back, or
   *     after a moment
   */
  boolean finish(String instanceId, @Nullable String engineId, InstanceEnd end);

  /**
   * It was told as ended although that has failed: what is left on the engine is nobody's now, and
   * gives way to whoever needs its name.
   */
  void giveUp(String instanceId);

  /**
   * Removes, by force, a container with this Pop's labels that no instance known to this backend
   * has: what is left of a start whose outcome could not be known. One that was kept stays.
   */
  void discard(String instanceId, String engineId);
}
