package org.mano4j.pop;

/**
 * An amount of what containers use. In a capacity, 0 means that there is no limit, or that it is
 * not known.
 *
 * @param containers how many; in an amount used, those that have not ended
 * @param vcpus processors, the sum over the flavours
 * @param ram memory in MiB, the sum over the flavours
 */
public record Resources(long containers, double vcpus, long ram) {

  /** Nothing is known. */
  public static final Resources UNKNOWN = new Resources(0, 0, 0);
}
