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
   * @param exitCode what the instance ended with; 0 means that all was well
   */
  void exited(String instanceId, int exitCode);
}
