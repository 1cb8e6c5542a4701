package org.mano4j.samples.site;

import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;

/** The Pop of a site. */
interface SitePop extends SitePart {

  /** Where it listens; after its start. */
  PopEndpoint endpoint();

  /** Of a user who may do everything. */
  PopCredentials credentials();

  /**
   * Has it offer all that the descriptor names; after its start.
   *
   * @param client one of this Pop
   */
  void offer(SitePlan plan, PopClient client);

  /** What it holds. */
  SiteLeftovers leftovers(PopClient client);
}
