package org.mano4j.samples.site;

import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.AmqpUri;

/**
 * What a site is to be made of.
 *
 * @param docker whether containers really run, on the Docker Engine of this machine's settings;
 *     else in the memory of a Pop
 * @param embeddedBroker whether a broker is started inside this JVM
 * @param broker a broker that is there; null for none
 * @param processes whether Pop, driver and managers are processes of their own, which needs one of
 *     the brokers
 */
public record SiteOptions(
    boolean docker, boolean embeddedBroker, @Nullable AmqpUri broker, boolean processes) {

  /** Refuses what contradicts itself. */
  public SiteOptions {
    if (embeddedBroker && broker != null) {
      throw new IllegalArgumentException("there is one broker, not an embedded one and another");
    }
    if (processes && !embeddedBroker && broker == null) {
      throw new IllegalArgumentException("processes need a broker that they can reach");
    }
  }

  /** Everything in this JVM, and in memory. */
  public static SiteOptions inMemory() {
    return new SiteOptions(false, false, null, false);
  }

  /** Whether anything of it outlives this JVM if nobody ends it. */
  public boolean reachesOutside() {
    return docker || broker != null || processes;
  }
}
