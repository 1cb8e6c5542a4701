package org.mano4j.pop.server;

/**
 * What a drain left behind.
 *
 * @param calls calls that were not answered yet at the end, or whose caller has given up although
 *     they are still carried out
 * @param work starts, stops and other changes of containers that still went on, whether or not a
 *     caller waits for them
 */
public record PopDrainReport(int calls, int work) {

  /** Whether nothing was left. */
  public boolean clean() {
    return calls == 0 && work == 0;
  }
}
