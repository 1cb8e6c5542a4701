package org.mano4j.pop.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import org.mano4j.pop.server.InstanceEnd;

/**
 * Says of an end that memory was its cause. The event about that may come late, or be lost; the
 * engine knows by now. Thread-safe.
 */
final class MemoryRemark {

  private static final int KILLED = 128 + Watched.KILL;

  private final Engine engine;

  MemoryRemark(Engine engine) {
    this.engine = engine;
  }

  /** The end, with the remark if that is so. */
  InstanceEnd on(Watched it, InstanceEnd end) {
    if (end.exitCode() == null || end.exitCode() == 0 || !end.remark().isEmpty()) {
      return end;
    }
    boolean outOfMemory = it.outOfMemory;
    if (!outOfMemory && end.exitCode() == KILLED && !it.killed && it.engineId != null) {
      outOfMemory = outOfMemory(it.id, it.engineId);
    }
    return outOfMemory ? new InstanceEnd(end.exitCode(), "out of memory") : end;
  }

  private boolean outOfMemory(String id, String engineId) {
    return engine.call(
        "look at instance '" + id + "'",
        docker -> {
          try {
            return Boolean.TRUE.equals(
                docker.inspectContainerCmd(engineId).exec().getState().getOOMKilled());
          } catch (NotFoundException e) {
            return false;
          }
        });
  }
}
