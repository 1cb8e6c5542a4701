package org.mano4j.pop.server;

/** Told by a {@link PopBackend} what happens on its platform. Thread-safe; returns at once. */
public interface InstanceListener {

  /**
   * An instance has ended, and nothing of it is left that holds its name or its addresses. To be
   * called once for each instance that ends by itself, as soon as possible. For one that ends
   * because of {@link PopBackend#stop} it may be called or not, also when that has returned: then
   * only the exit code is noted. An unknown id is ignored.
   *
   * @param instanceId from {@link InstanceSpec#id}
   */
  void ended(String instanceId, InstanceEnd end);

  /** The same, of an instance whose exit code tells all. */
  default void exited(String instanceId, int exitCode) {
    ended(instanceId, InstanceEnd.of(exitCode));
  }

  /**
   * There is something to say of an instance that runs, such as that it is paused. Callers of the
   * Pop see it in the extended status, in place of what was said before. Of one that does not run
   * it is ignored.
   *
   * @param remark in words; empty when there is nothing to say any more
   */
  default void noted(String instanceId, String remark) {}
}
