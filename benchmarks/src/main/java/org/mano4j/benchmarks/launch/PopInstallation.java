package org.mano4j.benchmarks.launch;

import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.OfflineSite;

/** What a test gets with the JUnit extension: a site with a Pop, and the VNFM for containers. */
final class PopInstallation implements Installation {

  private static final String POP = "pop-1";

  private final OfflineSite site;

  PopInstallation(BusConnector connector, BusCredentials user) {
    site =
        OfflineSite.builder().broker(connector, user).pop(POP).vnfm(VNFM, new MgmtVnfm()).build();
    site.start();
    site.pop(POP).backend().image(Descriptors.IMAGE);
  }

  @Override
  public OfflineNfvo nfvo() {
    return site.nfvo();
  }

  @Override
  public int servers() {
    return site.pop(POP).stats().containers();
  }

  @Override
  public int addresses() {
    return Math.toIntExact(site.pop(POP).stats().addressesInUse());
  }

  @Override
  public void close() {
    site.close();
  }
}
