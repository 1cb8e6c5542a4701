package org.mano4j.samples.site;

import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopEndpoint;

/** Where a Pop's server runs. */
interface PopHost extends SitePart {

  /** Where it listens; after its start. */
  PopEndpoint endpoint();

  /** What it holds. */
  SiteLeftovers leftovers(PopClient client);
}
